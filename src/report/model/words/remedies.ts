/** How a change to the app is put into words. Names from the package come in as they are. */
import type { Subject } from '../../../facts/types.js';
import type { Lang } from '../../../messages/index.js';

export interface RemedyWords {
  /** A control that leads to the function. */
  removeEntry: (position: string, text: string) => string;
  removePage: (title: string) => string;
  removeText: (position: string, text: string) => string;
  optionalText: (position: string, text: string) => string;
  explainText: (position: string, text: string) => string;
  decoupleText: (position: string, text: string) => string;
  removeScreen: (id: string) => string;
  removeRequest: (endpoint: string) => string;
  stopSending: (endpoint: string) => string;
  optionalRequest: (endpoint: string) => string;
  sharedRequest: (endpoint: string) => string;
  decoupleRequest: (endpoint: string) => string;
  removeGate: (gate: Gate) => string;
  optionalGate: (gate: Gate) => string;
  removeCall: (name: string) => string;
  optionalCall: (name: string) => string;
  stopTiming: (pair: string, target: string | undefined) => string;
  removePermission: (name: string) => string;
  optionalPermission: (name: string) => string;
  removePart: (name: string) => string;
  removeCode: (name: string) => string;
  reduceNumber: (what: string) => string;
  addElement: (element: string) => string;
  addWhere: (screens: string) => string;
  answer: string;
  /** What cannot be done where a gate guards no call of its own. */
  submitting: string;
  /** Where something is missing altogether. */
  wholeApp: string;
  handIn: (what: string) => string;
  subject: Record<Subject, string>;
}

export interface Gate {
  message: string | undefined;
  guards: string;
  /** In words. */
  subject: string | undefined;
}

const zh: RemedyWords = {
  removeEntry: (position, text) => `移除${position}“${text}”及其所到的功能`,
  removePage: (title) => `移除标题为“${title}”的页面及到它的跳转`,
  removeText: (position, text) => `取消${position}“${text}”`,
  optionalText: (position, text) => `${position}“${text}”改为选填，并在界面上注明`,
  explainText: (position, text) => `说明${position}“${text}”的填报依据和频次，已有数据的不再要求填写`,
  decoupleText: (position, text) => `${position}“${text}”不再与得分、考评挂钩`,
  removeScreen: (id) => `删除页面 ${id} 的登记、文件和跳转`,
  removeRequest: (endpoint) => `停止调用接口 ${endpoint}，服务端同步下线`,
  stopSending: (endpoint) => `不再向接口 ${endpoint} 上报时长`,
  optionalRequest: (endpoint) => `提交到 ${endpoint} 时，照片、视频、位置不作为必填内容`,
  sharedRequest: (endpoint) => `核对 ${endpoint} 所报内容，已有数据改为共享调用`,
  decoupleRequest: (endpoint) => `接口 ${endpoint} 的数据不再用于计分、考评`,
  removeGate: ({ message, guards, subject }) =>
    `取消提交校验${message ? `“${message}”` : ''}${subject ? `（${subject}）` : ''}，使 ${guards} 不以此为条件`,
  optionalGate: ({ message, guards, subject }) =>
    `去掉提交校验${message ? `“${message}”` : ''}${subject ? `（${subject}）` : ''}：不满足时也继续执行 ${guards}`,
  removeCall: (name) => `不再调用 ${name}`,
  optionalCall: (name) => `${name} 只在使用人员主动选择时调用，拒绝授权不影响提交`,
  stopTiming: (pair, target) => `停止 ${pair} 的计时${target ? `，不再送往 ${target}` : ''}`,
  removePermission: (name) => `移除权限 ${name}`,
  optionalPermission: (name) => `权限 ${name} 用到时才申请，拒绝后其他功能照常使用`,
  removePart: (name) => `移除 ${name}`,
  removeCode: (name) => `清除代码中的 ${name}`,
  reduceNumber: (what) => `逐项核对填写项（${what}），删去重复和已有的`,
  addElement: (element) => `补充“${element}”`,
  addWhere: (screens) => `可在已有的页面 ${screens} 上补充`,
  answer: '不整改的，由单位逐条说明依据。',
  submitting: '提交',
  wholeApp: '整个应用',
  handIn: (what) => `补充提交：${what}`,
  subject: {
    photo: '照片',
    video: '视频',
    audio: '录音',
    file: '附件',
    location: '位置',
    track: '轨迹',
    distance: '距离',
    duration: '时长',
    count: '数量',
    text: '文字',
    login: '登录',
    permission: '授权',
    score: '分数',
    phone: '手机号',
    consent: '同意',
    face: '人脸',
    scan: '扫码',
    other: '该项内容',
  },
};

const en: RemedyWords = {
  removeEntry: (position, text) => `Remove the ${position} "${text}" and the function it leads to`,
  removePage: (title) => `Remove the screen titled "${title}" and what navigates to it`,
  removeText: (position, text) => `Drop the ${position} "${text}"`,
  optionalText: (position, text) => `Make what the ${position} "${text}" asks for optional, and say so on the screen`,
  explainText: (position, text) =>
    `State the basis and frequency of what the ${position} "${text}" asks for; ask for nothing that is already held`,
  decoupleText: (position, text) => `Keep the ${position} "${text}" out of scores and appraisal`,
  removeScreen: (id) => `Remove the screen ${id}: its registration, files and what navigates to it`,
  removeRequest: (endpoint) => `Stop calling ${endpoint} and take it off the server`,
  stopSending: (endpoint) => `Send no durations to ${endpoint}`,
  optionalRequest: (endpoint) => `Let ${endpoint} accept a submission without photo, video or location`,
  sharedRequest: (endpoint) => `Check what ${endpoint} reports; take from shared data what is already held`,
  decoupleRequest: (endpoint) => `Do not score by the data of ${endpoint}`,
  removeGate: ({ message, guards, subject }) =>
    `Remove the submit gate${message ? ` "${message}"` : ''}${subject ? ` (${subject})` : ''}, so that ${guards} does not depend on it`,
  optionalGate: ({ message, guards, subject }) =>
    `Remove the submit gate${message ? ` "${message}"` : ''}${subject ? ` (${subject})` : ''}: ${guards} goes on without it as well`,
  removeCall: (name) => `Do not call ${name}`,
  optionalCall: (name) => `Call ${name} only where the user chooses to; a refusal must not stop the submission`,
  stopTiming: (pair, target) => `Stop measuring ${pair}${target ? ` and sending it to ${target}` : ''}`,
  removePermission: (name) => `Remove the permission ${name}`,
  optionalPermission: (name) => `Ask for ${name} only when it is used; a refusal must leave the rest usable`,
  removePart: (name) => `Remove ${name}`,
  removeCode: (name) => `Clear ${name} from the code`,
  reduceNumber: (what) => `Go through the fields (${what}); drop those that repeat or are already held`,
  addElement: (element) => `Add "${element}"`,
  addWhere: (screens) => `It can be added on the screen ${screens}`,
  answer: 'What is not changed the unit justifies point by point.',
  submitting: 'submitting',
  wholeApp: 'the whole app',
  handIn: (what) => `Hand in: ${what}`,
  subject: {
    photo: 'photo',
    video: 'video',
    audio: 'recording',
    file: 'attachment',
    location: 'location',
    track: 'track',
    distance: 'distance',
    duration: 'duration',
    count: 'count',
    text: 'text',
    login: 'login',
    permission: 'permission',
    score: 'score',
    phone: 'phone number',
    consent: 'consent',
    face: 'face',
    scan: 'scan',
    other: 'other',
  },
};

export const remedyWords: Record<Lang, RemedyWords> = { zh, en };
