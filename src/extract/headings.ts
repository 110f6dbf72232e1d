/** Titles and buttons of dialogs, which say nothing of what is asked for: a message is what stands beside them. */
export const HEADINGS =
  /^((温馨|友情|系统|操作|错误|重要)?(提示|提醒)|警告|注意|错误|(很|非常)?抱歉|对不起|出错了|(操作|提交|保存)?失败|确定|取消|知道了|我知道了|好的?|是|否)[!！:：]?$/;
