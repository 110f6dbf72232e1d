import { tokenise } from '../facts/tokens.js';
import type { Subject } from '../facts/types.js';

/** What a word in a message says is demanded. First match wins, the more specific first. */
const MESSAGE_SUBJECTS: [RegExp, Subject][] = [
  [/登[录陆]|未登/, 'login'],
  [/同意|协议|隐私/, 'consent'],
  [/人脸|刷脸/, 'face'],
  // 手机 alone is the device: 请检查手机存储, 请用手机拍照.
  [/手机(号|不能为空|格式|不正确|有误|验证|$)|(输入|填写|填|绑定|完善|留下).{0,4}手机|电话|验证码|联系方式/, 'phone'],
  [/(视频|录像)(?!号)/, 'video'],
  [/录音|语音/, 'audio'],
  [/照片|图片|拍照|相片|截图|自拍|影像|身份证(正|反|照)|门脸照|封面图|上传.{0,3}图|传图/, 'photo'],
  [/轨迹/, 'track'],
  // A range of days or prices is no place, 距离开始还有三天 no distance.
  [
    /距离(?!.{0,6}(开始|结束|截止|到期|还有|下次))|(?<!日期|时间|时段|价格|金额|年龄|数值|取值|分数|学科|业务|经营|可见|参数)范围(?![:：]?\s*\d)|靠近|附近|到现场|到达|半径|米(内|以内)/,
    'distance',
  ],
  [/定位|位置|地理|经纬|GPS|坐标/i, 'location'],
  // What is sent once it is finished, or what there is nothing of, is a record kept on the phone.
  [/附件|文件|材料|凭证|(?<!后|再|(?:没有|暂无|尚无)(?:可|要|需要|可以|待)|暂无|尚无|待)上传/, 'file'],
  [/扫码|二维码/, 'scan'],
  [/时长|学时|分钟|秒/, 'duration'],
  [/积分(不足|不够)|余额/, 'score'],
  [/权限|授权/, 'permission'],
  [/填|输入|内容|标题|描述|名称|选择|不能为空|必填|完善|完整/, 'text'],
];

/** What a message demands: `请上传现场照片` → photo. */
export function subjectOfMessage(message: string): Subject | undefined {
  return MESSAGE_SUBJECTS.find(([words]) => words.test(message))?.[1];
}

/** Tokens of variable names by subject; compared as whole tokens. */
const TOKENS: Partial<Record<Subject, string[]>> = {
  photo: [
    'img',
    'imgs',
    'image',
    'images',
    'photo',
    'photos',
    'pic',
    'pics',
    'picture',
    'pictures',
    'zhaopian',
    'tupian',
    'camera',
    'snapshot',
  ],
  video: ['video', 'videos', 'shipin'],
  audio: ['audio', 'voice', 'record'],
  file: ['file', 'files', 'attachment', 'attachments', 'fujian', 'upload', 'uploads', 'uploader', 'media', 'medias'],
  track: ['track', 'tracks', 'polyline', 'trajectory', 'guiji'],
  distance: ['distance', 'radius', 'juli', 'range', 'geofence'],
  location: [
    'location',
    'latitude',
    'longitude',
    'lat',
    'lng',
    'lon',
    'gps',
    'position',
    'coordinate',
    'coordinates',
    'geo',
    'weizhi',
    'jingdu',
    'weidu',
  ],
  duration: ['duration', 'seconds', 'second', 'minutes', 'minute', 'elapsed', 'timespan', 'shichang'],
  login: ['token', 'login', 'logged', 'openid', 'userinfo', 'uid', 'session', 'auth'],
  phone: ['phone', 'mobile', 'tel'],
  consent: ['agree', 'agreed', 'protocol', 'privacy'],
  score: ['score', 'points', 'balance', 'jifen'],
};
const BY_TOKEN = new Map(
  Object.entries(TOKENS).flatMap(([subject, tokens]) => tokens.map((token) => [token, subject as Subject] as const)),
);
/** A trailing token of this kind says the value is something about the subject, not the subject: `imageWidth`, `fileName`. */
const ABOUT = new Set([
  'width',
  'height',
  'size',
  'type',
  'name',
  'mode',
  'style',
  'class',
  'index',
  'id',
  'loading',
  'title',
  'color',
  'visible',
  'show',
  'res',
  'error',
  'fail',
  'code',
  'status',
  'time',
  'max',
  'limit',
  'err',
]);

/** A range of these is no distance: `dateRange`. */
const OTHER_RANGES = new Set([
  'date',
  'dates',
  'day',
  'days',
  'time',
  'times',
  'month',
  'year',
  'price',
  'age',
  'value',
  'number',
  'num',
  'amount',
  'money',
  'text',
  'selection',
  'input',
]);

/** Words written as one: `imglist`, `picarr`, `photourls`. */
const JOINED = /^(imgs?|images?|pics?|pictures?|photos?|videos?|files?)(list|lists|arr|array|urls?|paths?|datas?)$/;

/** The subject a variable's name tells, undefined for names that tell none: `photoList` → photo, `imageWidth` → undefined. */
export function subjectOfName(name: string): Subject | undefined {
  const tokens = tokenise(name).map((token) => JOINED.exec(token)?.[1] ?? token);
  const last = tokens.at(-1);
  if (!last || (ABOUT.has(last) && tokens.length > 1 && last !== 'id')) return undefined;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const subject = BY_TOKEN.get(tokens[i]!);
    if (tokens[i] === 'range' && OTHER_RANGES.has(tokens[i - 1] ?? '')) continue;
    if (subject) return subject === 'file' ? (kindOfFile(tokens.slice(0, i)) ?? subject) : subject;
  }
  return undefined;
}

/** What a file is of: `audioFile`, `imageUploads`. */
function kindOfFile(before: readonly string[]): Subject | undefined {
  const kind = BY_TOKEN.get(before.at(-1) ?? '');
  return kind === 'photo' || kind === 'video' || kind === 'audio' ? kind : undefined;
}
