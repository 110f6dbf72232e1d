import { describe, expect, it } from 'vitest';
import { subjectOfMessage, subjectOfName } from '../../src/extract/subjects.js';

describe('what a message demands', () => {
  it.each([
    ['请上传现场照片', 'photo'],
    ['请用手机拍照后上传', 'photo'],
    ['请录制视频', 'video'],
    ['请先定位', 'location'],
    ['请打开手机定位', 'location'],
    ['不在打卡范围内', 'distance'],
    ['超出考勤范围，请到现场', 'distance'],
    ['距离签到点过远', 'distance'],
    ['请选择完整的日期范围', 'text'],
    ['请选择时间范围', 'text'],
    ['价格范围填写有误', 'text'],
    ['距离活动开始还有3天', undefined],
    ['学习时长不足5分钟', 'duration'],
    ['请输入手机号', 'phone'],
    ['请填写手机', 'phone'],
    ['手机不能为空', 'phone'],
    ['请先绑定手机', 'phone'],
    ['请检查手机存储', undefined],
    ['请先登录', 'login'],
    ['请填写内容', 'text'],
    ['请稍候', undefined],
    ['请上传', 'file'],
    ['您需要上传证明', 'file'],
    ['尚无完成的检查单，请完成后上传', undefined],
    ['没有需要上传的记录', undefined],
    ['请填写完整后再上传', 'text'],
    ['请选择文件后上传', 'file'],
    ['请选择类目再上传！', 'text'],
    ['请再上传一份材料', 'file'],
  ])('%s: %s', (message, subject) => expect(subjectOfMessage(message)).toBe(subject));
});

describe('what a name tells', () => {
  it.each([
    ['photoList', 'photo'],
    ['fileName', undefined],
    ['imageWidth', undefined],
    ['videoUrl', 'video'],
    ['companyRange', 'distance'],
    ['dateRange', undefined],
    ['time_range', undefined],
    ['priceRange', undefined],
    ['imglist', 'photo'],
    ['audioFile', 'audio'],
    ['imageUploads', 'photo'],
    ['attachmentFiles', 'file'],
    ['tooltip', undefined],
    ['a', undefined],
  ])('%s: %s', (name, subject) => expect(subjectOfName(name)).toBe(subject));
});
