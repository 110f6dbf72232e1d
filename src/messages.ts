/** Every word the reports say on their own account, in both languages. Words of rules and packages are never translated. */
import type { Carrier, FactKind, LimitReason, Part, TextPosition } from './facts/types.js';
import type { ElementResult, ItemKind, Verdict } from './result.js';

export type Lang = 'zh' | 'en';

export interface Messages {
  verdict: Record<Verdict, string>;
  status: Record<ElementResult['status'], string>;
  kind: Record<ItemKind, string>;
  reachable: Record<'yes' | 'no' | 'unknown', string>;
  evidence: Record<FactKind, string>;
  /** A text by where it is seen; stands in place of `evidence.text` where the position is known. */
  position: Record<TextPosition, string>;
  owner: Record<'own' | 'third-party' | 'unknown', string>;
  carrier: Record<Carrier, string>;
  limit: Record<LimitReason, string>;
  /** What to hand in so that the hidden part can be read. */
  handIn: Record<LimitReason, string>;
  part: Record<Part, string>;
  figures: Record<'entries' | 'scripts' | 'templates' | 'screens' | 'texts' | 'requests' | 'classes' | 'bytes', string>;
  mark: Record<'colon' | 'semicolon' | 'comma' | 'list' | 'open' | 'close', string>;
  label: Labels;
  say: Sentences;
}

interface Labels {
  title: string;
  name: string;
  unnamed: string;
  id: string;
  version: string;
  carrier: string;
  hosts: string;
  file: string;
  size: string;
  signature: string;
  unsigned: string;
  platform: string;
  packs: string;
  results: string;
  clause: string;
  item: string;
  verdict: string;
  count: string;
  coverage: string;
  limits: string;
  tampering: string;
  findings: string;
  elements: string;
  evidence: string;
  excerpt: string;
  advice: string;
  questions: string;
  reason: string;
  screen: string;
  wholePackage: string;
  inventory: string;
  screens: string;
  permissions: string;
  sdks: string;
  endpoints: string;
  statement: string;
  declaration: string;
  affects: string;
  affectsNone: string;
  handIn: string;
  places: string;
  hidden: string;
  draft: string;
  sample: string;
  clue: string;
  same: string;
  /** `native` among the hosts: the carrier itself runs the app. */
  native: string;
  linked: string;
}

interface Sentences {
  tally: (verdict: string, count: number) => string;
  more: (count: number, what: 'places' | 'evidence' | 'screens' | 'rows') => string;
  failed: (count: number) => string;
  everyItem: (count: number) => string;
  standing: [string, string];
  exits: string;
  undetermined: string;
}

const zh: Messages = {
  verdict: {
    found: '发现',
    suspected: '发现疑似',
    'not-found': '未发现',
    undetermined: '无法判定',
    'not-applicable': '不适用',
    present: '具备',
    'likely-present': '疑似具备',
    absent: '未见',
    note: '提示',
    none: '无',
  },
  status: { evidenced: '有证据', 'not-evidenced': '无证据', review: '待复核' },
  kind: { prohibition: '禁止情形', duty: '必要功能', note: '提示事项' },
  reachable: { yes: '可达', no: '未见入口', unknown: '入口未判定' },
  evidence: {
    screen: '页面',
    text: '界面文字',
    request: '接口',
    api: '平台调用',
    identifier: '标识符',
    gate: '提交校验',
    timing: '计时',
    permission: '权限',
    component: '组件',
    sdk: 'SDK',
    flag: '配置项',
    url: '网址',
    number: '数量',
    limit: '限制',
    tamper: '异常',
  },
  position: {
    'app-name': '应用名称',
    'page-title': '页面标题',
    tab: '导航页签',
    menu: '菜单文字',
    button: '按钮文字',
    label: '页面文字',
    placeholder: '输入提示',
    toast: '提示消息',
    dialog: '对话框文字',
    list: '列表文字',
    option: '选项文字',
    article: '文章内容',
    data: '数据中的文字',
    code: '代码中的文字',
    unknown: '位置未明的文字',
  },
  owner: { own: '自有代码', 'third-party': '第三方代码', unknown: '归属未明' },
  carrier: {
    android: '安卓应用',
    wechat: '微信小程序',
    alipay: '支付宝小程序',
    baidu: '百度智能小程序',
    bytedance: '抖音小程序',
    qq: 'QQ 小程序',
    dingtalk: '钉钉小程序',
    kuaishou: '快手小程序',
    jd: '京东小程序',
    quickapp: '快应用',
    multi: '多端项目',
    harmony: '鸿蒙应用',
    ios: 'iOS 应用',
    html5: 'H5 应用',
    unknown: '未识别',
  },
  limit: {
    packed: '代码已加固',
    encrypted: '内容已加密',
    'remote-content': '内容由网络加载',
    'missing-subpackage': '缺少分包',
    'compiled-runtime': '代码已编译为专有格式',
    'parse-failed': '文件解析失败',
    budget: '超出读取上限',
    unreadable: '文件不可读',
    unsupported: '格式尚不支持',
    'no-code': '包内没有应用代码',
    'debug-build': '样品是调试版本',
    'dynamic-code': '代码在运行时下载或解密',
  },
  handIn: {
    packed: '未加固的同版本安装包',
    encrypted: '未加密的安装包，或解密所需的应用标识（--appid）',
    'remote-content': '远程页面的源码或离线包',
    'missing-subpackage': '同一版本的全部分包',
    'compiled-runtime': '该部分的源代码工程',
    'parse-failed': '该文件的源代码，或由构建工具重新生成的安装包',
    budget: '拆分后的安装包或源代码工程',
    unreadable: '重新生成的完整安装包',
    unsupported: '该部分的源代码工程',
    'no-code': '含有应用代码的完整安装包',
    'debug-build': '正式签名的发布版本',
    'dynamic-code': '运行时下载或解密的代码',
  },
  part: { code: '代码', screens: '页面', texts: '界面文字', config: '配置', resources: '资源' },
  figures: {
    entries: '包内文件',
    scripts: '脚本（已解析/总数）',
    templates: '模板（已解析/总数）',
    screens: '页面（可达/总数）',
    texts: '界面文字',
    requests: '接口调用',
    classes: '自有类/全部类',
    bytes: '解压字节',
  },
  mark: { colon: '：', semicolon: '；', comma: '，', list: '、', open: '（', close: '）' },
  label: {
    title: '政务移动互联网应用程序技术检测',
    name: '应用名称',
    unnamed: '（未读到名称）',
    id: '应用标识',
    version: '版本',
    carrier: '形态',
    hosts: '运行方式',
    file: '文件',
    size: '大小',
    signature: '签名证书',
    unsigned: '未见签名',
    platform: '系统要求',
    packs: '规则包',
    results: '检测结果',
    clause: '条款',
    item: '检测项',
    verdict: '结论',
    count: '依据数',
    coverage: '覆盖情况',
    limits: '未能读取的内容',
    tampering: '安装包异常',
    findings: '逐项说明',
    elements: '要件',
    evidence: '依据',
    excerpt: '摘录',
    advice: '整改建议',
    questions: '待说明事项',
    reason: '理由',
    screen: '页面',
    wholePackage: '不属于某一页面',
    inventory: '功能设置情况清单',
    screens: '页面',
    permissions: '权限',
    sdks: '第三方组件',
    endpoints: '接口',
    statement: '声明',
    declaration: '申报情况',
    affects: '影响检测项',
    affectsNone: '无，未改变本次结论',
    handIn: '请补充提交',
    places: '位置',
    hidden: '未读部分',
    draft: '草稿（未经审核）',
    sample: '样品信息',
    clue: '线索',
    same: '同上',
    native: '原生',
    linked: '由页面操作触发',
  },
  say: {
    tally: (verdict, count) => `${verdict} ${count} 项`,
    more: (count, what) =>
      `另有 ${count} ${{ places: '处', evidence: '条依据', screens: '个页面', rows: '行' }[what]}，见 JSON 结果`,
    failed: (count) => `，${count} 个未能解析`,
    everyItem: (count) => `全部 ${count} 项`,
    standing: [
      '检测结果仅对所列样品文件及其校验值负责；未发现不等于不存在，不构成备案或者不予备案的结论。',
      '服务端规则、管理后台、推送短信、线下要求、排名的实际用途及其他版本，均无法从本样品中看到。',
    ],
    exits:
      '退出码：0 没有达到 --fail-on 的结论；1 有；2 用法或配置错误；3 有检测项无法判定；4 无可检内容；5 校验失败；70 内部错误。',
    undetermined: '以下检测项所需内容不可读，不能作出有无的判断：',
  },
};

const en: Messages = {
  verdict: {
    found: 'found',
    suspected: 'suspected',
    'not-found': 'not found',
    undetermined: 'undetermined',
    'not-applicable': 'not applicable',
    present: 'present',
    'likely-present': 'likely present',
    absent: 'absent',
    note: 'note',
    none: 'none',
  },
  status: { evidenced: 'evidenced', 'not-evidenced': 'not evidenced', review: 'for review' },
  kind: { prohibition: 'prohibition', duty: 'duty', note: 'note' },
  reachable: { yes: 'reachable', no: 'no entry seen', unknown: 'entry unknown' },
  evidence: {
    screen: 'screen',
    text: 'text',
    request: 'request',
    api: 'API call',
    identifier: 'identifier',
    gate: 'submit gate',
    timing: 'timing',
    permission: 'permission',
    component: 'component',
    sdk: 'SDK',
    flag: 'setting',
    url: 'URL',
    number: 'number',
    limit: 'limit',
    tamper: 'oddity',
  },
  position: {
    'app-name': 'app name',
    'page-title': 'page title',
    tab: 'tab',
    menu: 'menu text',
    button: 'button text',
    label: 'page text',
    placeholder: 'input hint',
    toast: 'toast',
    dialog: 'dialog text',
    list: 'list text',
    option: 'option text',
    article: 'article text',
    data: 'text in data',
    code: 'text in code',
    unknown: 'text, position unknown',
  },
  owner: { own: 'own code', 'third-party': 'third-party code', unknown: 'owner unknown' },
  carrier: {
    android: 'Android app',
    wechat: 'WeChat mini-program',
    alipay: 'Alipay mini-program',
    baidu: 'Baidu mini-program',
    bytedance: 'Douyin mini-program',
    qq: 'QQ mini-program',
    dingtalk: 'DingTalk mini-program',
    kuaishou: 'Kuaishou mini-program',
    jd: 'JD mini-program',
    quickapp: 'quick app',
    multi: 'multi-platform project',
    harmony: 'HarmonyOS app',
    ios: 'iOS app',
    html5: 'HTML5 app',
    unknown: 'unknown',
  },
  limit: {
    packed: 'code is packed',
    encrypted: 'content is encrypted',
    'remote-content': 'content is loaded from the network',
    'missing-subpackage': 'subpackage missing',
    'compiled-runtime': 'code is compiled to a private format',
    'parse-failed': 'file could not be parsed',
    budget: 'reading limit exceeded',
    unreadable: 'file cannot be read',
    unsupported: 'format not supported yet',
    'no-code': 'no application code in the package',
    'debug-build': 'sample is a debug build',
    'dynamic-code': 'code is downloaded or decrypted at run time',
  },
  handIn: {
    packed: 'the same version, not packed',
    encrypted: 'the package unencrypted, or the app id that decrypts it (--appid)',
    'remote-content': 'sources or an offline copy of the remote pages',
    'missing-subpackage': 'all subpackages of the same version',
    'compiled-runtime': 'the source project of that part',
    'parse-failed': 'the source of that file, or a freshly built package',
    budget: 'the package in parts, or the source project',
    unreadable: 'a complete, freshly built package',
    unsupported: 'the source project of that part',
    'no-code': 'a complete package with the application code',
    'debug-build': 'the release build with its release signature',
    'dynamic-code': 'the code that is downloaded or decrypted at run time',
  },
  part: { code: 'code', screens: 'screens', texts: 'texts', config: 'configuration', resources: 'resources' },
  figures: {
    entries: 'Entries',
    scripts: 'Scripts (parsed/all)',
    templates: 'Templates (parsed/all)',
    screens: 'Screens (reachable/all)',
    texts: 'Texts',
    requests: 'Requests',
    classes: 'Own/all classes',
    bytes: 'Bytes inflated',
  },
  mark: { colon: ': ', semicolon: '; ', comma: ', ', list: ', ', open: ' (', close: ')' },
  label: {
    title: 'Technical inspection of a government mobile app',
    name: 'Name',
    unnamed: '(no name read)',
    id: 'App id',
    version: 'Version',
    carrier: 'Carrier',
    hosts: 'Runs on',
    file: 'File',
    size: 'Size',
    signature: 'Signature',
    unsigned: 'no signature seen',
    platform: 'Platform',
    packs: 'Rule packs',
    results: 'Results',
    clause: 'Clause',
    item: 'Item',
    verdict: 'Verdict',
    count: 'Evidence',
    coverage: 'Coverage',
    limits: 'What could not be read',
    tampering: 'Package oddities',
    findings: 'Item by item',
    elements: 'Elements',
    evidence: 'Evidence',
    excerpt: 'Excerpt',
    advice: 'Advice',
    questions: 'Open questions',
    reason: 'Reason',
    screen: 'Screen',
    wholePackage: 'outside any screen',
    inventory: 'Inventory of functions',
    screens: 'Screens',
    permissions: 'Permissions',
    sdks: 'Third-party components',
    endpoints: 'Endpoints',
    statement: 'Statement',
    declaration: 'Declaration',
    affects: 'Items affected',
    affectsNone: 'none, no verdict changed',
    handIn: 'Please hand in',
    places: 'Place',
    hidden: 'Hidden',
    draft: 'DRAFT (not reviewed)',
    sample: 'Sample',
    clue: 'Clues',
    same: 'as above',
    native: 'native',
    linked: 'set off from the screen',
  },
  say: {
    tally: (verdict, count) => `${count} ${verdict}`,
    more: (count, what) => `${count} more ${what}, see the JSON result`,
    failed: (count) => `, ${count} not parsed`,
    everyItem: (count) => `all ${count}`,
    standing: [
      'This result holds for the listed file and digest only; not found does not mean absent, and no filing decision is implied.',
      'Server rules, back-ends, push texts, orders given elsewhere, use of rankings and other versions cannot be seen in this sample.',
    ],
    exits:
      'Exit code: 0 no verdict at --fail-on; 1 one is; 2 usage or configuration; 3 an item is undetermined; 4 nothing to inspect; 5 integrity failure; 70 internal error.',
    undetermined: 'What these items need could not be read, so neither presence nor absence can be stated:',
  },
};

export const messages: Record<Lang, Messages> = { zh, en };
