import { type Lang, type Messages, messages } from '../../messages/index.js';
import type { Verdict } from '../../result.js';

/** What the page says beyond the words all reports share. */
export interface PageWords extends Messages {
  lang: Lang;
  page: {
    title: string;
    number: string;
    contents: string;
    parts: Record<'results' | 'sample' | 'basis' | 'coverage' | 'items' | 'inventory' | 'statement', string>;
    basis: string;
    basisText: string;
    tool: string;
    digest: string;
    environment: string;
    began: string;
    duration: string;
    meanings: string;
    meaning: Record<Verdict, string>;
    others: string;
    otherReason: string;
    noAttention: string;
    unitSays: string;
    standingLimits: string;
    statement: string[];
    invisible: string;
    undeclared: string;
    certificate: string;
    subject: string;
    validUntil: string;
    schemeStatus: Record<'verified' | 'failed' | 'not-checked', string>;
    lineage: string;
    sign: [string, string, string];
    signName: string;
    signDate: string;
    seal: string;
    end: string;
    what: string;
    place: string;
    carries: string;
    /** From an ISO time in UTC. */
    date: (iso: string) => string;
    empty: string;
    method: string;
    via: string;
    category: string;
    called: Record<'true' | 'false' | 'unknown', string>;
    pages: string;
    pageName: string;
    hold: string;
  };
}

const zh: PageWords['page'] = {
  title: '政务移动互联网应用程序技术检测报告',
  number: '报告编号',
  contents: '本文件所含报告',
  parts: {
    results: '检测结果一览',
    sample: '样品信息',
    basis: '检测依据与工具',
    coverage: '覆盖情况',
    items: '逐项说明',
    inventory: '功能设置情况清单',
    statement: '局限与声明',
  },
  basis: '检测依据',
  basisText: '《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）',
  tool: '检测工具',
  digest: '规则包 SHA-256',
  environment: '运行环境',
  began: '检测时间',
  duration: '用时',
  meanings: '结论用语',
  meaning: {
    found: '同一页面中功能及条款所要求的要件均有证据。',
    suspected: '检出功能或文字证据，但是否强制、是否必要、适用对象等要件无法由安装包证明，需单位说明并人工复核。',
    'not-found': '在本次覆盖范围内未检出符合判定规则的证据；未发现不等于不存在。',
    undetermined: '样品加固、分包缺失或内容由网络加载等，相关部分不可读，不能作出有无的判断。',
    'not-applicable': '按申报情况不在该条款范围内。',
    present: '检出可用的功能及其提交流程。',
    'likely-present': '检出入口或部分证据，是否完整需人工复核。',
    absent: '在本次覆盖范围内未见该功能。',
    note: '列出事实，不作结论。',
    none: '无相关事实。',
  },
  others: '其余检测项',
  otherReason: '说明',
  noAttention: '没有需要逐项说明的检测项。',
  unitSays: '单位说明',
  standingLimits: '安装包中看不到的事项',
  statement: [
    '本报告由静态检测工具依据所载样品文件自动生成，经检测、审核、批准人员签字并加盖印章后有效。',
    '检测结果仅对所列样品文件及其校验值负责，不代表服务端、管理后台及其他版本的情况。',
    '本报告不是检验检测机构资质认定或实验室认可标识报告，不构成备案或者不予备案的结论。',
    '证据摘录不超过必要长度，个人信息、密钥、内部地址已作遮盖，可据校验值和所列位置复核。',
  ],
  invisible:
    '服务端规则与角色开关，未送检的管理后台，推送和短信内容，会议、文件、工作群中提出的要求，排名等数据的实际用途，上传照片等要求的必要性，跨系统的重复填报，标示内容实际显示的大小与醒目程度，未送检的 iOS、鸿蒙、H5 等版本，以及本文件与上架版本是否一致。',
  undeclared: '未申报',
  certificate: '证书 SHA-256',
  subject: '主体',
  validUntil: '有效期至',
  schemeStatus: { verified: '校验通过', failed: '校验不通过', 'not-checked': '未校验' },
  lineage: '密钥轮换',
  sign: ['检测', '审核', '批准'],
  signName: '签字',
  signDate: '日期',
  seal: '（印章）',
  end: '报告结束　以下空白',
  what: '内容',
  place: '位置',
  carries: '对应要件',
  date: (iso) =>
    iso.replace(
      /^(\d+)-(\d+)-(\d+)T(\d\d:\d\d).*$/,
      (_, year, month, day, time) => `${year}年${Number(month)}月${Number(day)}日 ${time}（协调世界时）`,
    ),
  empty: '无',
  method: '方法',
  via: '调用方式',
  category: '类别',
  called: { true: '自有代码有调用', false: '仅存在', unknown: '调用未判定' },
  pages: '页面标识',
  pageName: '页面名称',
  hold: '入口',
};

const en: PageWords['page'] = {
  title: 'Technical inspection report on a government mobile app',
  number: 'Report no.',
  contents: 'Reports in this file',
  parts: {
    results: 'Results',
    sample: 'Sample',
    basis: 'Basis and tool',
    coverage: 'Coverage',
    items: 'Item by item',
    inventory: 'Inventory of functions',
    statement: 'Limits and statement',
  },
  basis: 'Basis',
  basisText: '《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）',
  tool: 'Tool',
  digest: 'Rule pack SHA-256',
  environment: 'Environment',
  began: 'Run at',
  duration: 'Duration',
  meanings: 'What the verdicts mean',
  meaning: {
    found: 'The function and every element the clause asks for are evidenced on one screen.',
    suspected:
      'The function is evidenced; whether it is compulsory, necessary or aimed at whom needs the unit’s word and review.',
    'not-found': 'Nothing that meets the rule was seen in what was covered; not found does not mean absent.',
    undetermined: 'The part that matters could not be read, so neither presence nor absence can be stated.',
    'not-applicable': 'Outside the clause according to the declaration.',
    present: 'A usable function and the way it is submitted were seen.',
    'likely-present': 'An entry or part of the evidence was seen; completeness needs review.',
    absent: 'The function was not seen in what was covered.',
    note: 'Facts only, no verdict.',
    none: 'No such fact.',
  },
  others: 'Other items',
  otherReason: 'Remark',
  noAttention: 'No item needs an explanation.',
  unitSays: 'Statement of the unit',
  standingLimits: 'Never visible in a package',
  statement: [
    'This report was made by a static inspection tool from the listed file; it is valid once signed and sealed.',
    'The results hold for the listed file and its digests only, not for servers, back-ends or other versions.',
    'It carries no accreditation mark and implies no filing decision.',
    'Excerpts are kept short; personal data, secrets and internal addresses are masked and can be checked at the listed places.',
  ],
  invisible:
    'Server rules and role switches, back-ends not handed in, push and SMS texts, orders given in meetings or groups, the real use of rankings, the necessity of photos, repetition across systems, the rendered size of labels, versions not handed in, and whether this file is the one in the store.',
  undeclared: 'not declared',
  certificate: 'Certificate SHA-256',
  subject: 'Subject',
  validUntil: 'Valid until',
  schemeStatus: { verified: 'verified', failed: 'does not verify', 'not-checked': 'not checked' },
  lineage: 'Key rotation',
  sign: ['Inspected', 'Reviewed', 'Approved'],
  signName: 'Signature',
  signDate: 'Date',
  seal: '(seal)',
  end: 'End of report',
  what: 'What',
  place: 'Place',
  carries: 'Element',
  date: (iso) => iso.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC'),
  empty: 'none',
  method: 'Method',
  via: 'Via',
  category: 'Category',
  called: { true: 'called by own code', false: 'present only', unknown: 'call unknown' },
  pages: 'Screen id',
  pageName: 'Screen',
  hold: 'Entry',
};

export function pageWords(lang: Lang): PageWords {
  return { ...messages[lang], lang, page: lang === 'zh' ? zh : en };
}
