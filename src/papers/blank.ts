import { declaredCarrier } from '../check/index.js';
import type { PackageInfo } from '../facts/types.js';
import type { ContextResult, Item, ResultDocument } from '../result.js';

/** Quoted for YAML in one line, whatever it holds. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A declaration to be filled in, with what a package says of itself. */
export function declarationForm(sample: PackageInfo | undefined): string {
  const carrier = sample && declaredCarrier(sample.carrier);
  return `# 申报文件：主办（使用）单位对应用的说明，交给 jianfu scan --declaration。
# 没有写的一律按“未申报”处理，工具不作推测。格式见 schema/declaration.schema.json。
schemaVersion: 1

app:
  name: ${quoted(sample?.name ?? '')}            # 应用名称，与样品一致
  ids: [${sample?.id ? quoted(sample.id) : ''}]   # 包名、AppID、快应用包名，全部列出
${sample?.versionName ? `  versionName: ${quoted(sample.versionName)}` : '  # versionName: "1.0.0"'}
  carriers: [${carrier ?? ''}]   # 全部形态：android ios harmony wechat alipay quickapp html5 other

units:
  host: ""              # 主办单位全称
  # using: [""]         # 使用单位
  # creditCode: ""      # 统一社会信用代码
  # nature: administrative    # administrative 行政机关 · mass-organisation 群团组织 · institution-administrative 承担行政职能的事业单位
  #                           # institution-other 不承担行政职能的事业单位 · other-state-organ 其他国家机关
  # level: county             # national 国家 · provincial 省 · municipal 市 · county 县 · below-county 县以下

filing:
  type: first           # first 首次备案 · change 变更 · again 重新备案 · self-check 自查
  # number: ""          # 政务应用程序备案编号（不是 ICP 备案号）
  # icpNumber: ""

audience: internal      # internal 内部工作人员 · business 经营主体 · public 社会公众 · mixed 混合
grassroots: false       # 是否面向基层（第八条：面向基层的须单独说明）

build:
  kind: release         # release 正式版 · test 测试版
  # distribution: [""]  # 上架平台

# 特殊场景（第十四条第（二）项“安保、应急等特殊场景规定”），逐项功能。申报不消除发现，由主管部门审核。
# scenes:
#   - function: 应急值守签到
#     rules: [14-2-check-in]
#     screens: [pages/duty/index]      # 报告中的页面
#     ground: emergency                # security 安保 · emergency 应急 · central-or-provincial 中央和省级明确要求 · other
#     basis: { document: 文件名称, number: 文号, clause: 条款, issuer: 制定机关, attachments: [复印件.pdf] }
#     posts: 适用人员与岗位
#     enabledWhen: 启用条件
#     disabledBy: 关闭方式
#     retention: 数据保存期限
#     approver: 批准人
#     approvedOn: "2026-01-01"

# 要求上传照片、视频、位置的依据（第十四条第（四）项“非必要情况下”）。
# necessities:
#   - function: 执法取证
#     screens: [pages/case/photo]
#     content: [photo]                 # photo video location track
#     basis: { document: 文件名称, number: 文号, clause: 条款 }

# 收费（第十四条第（五）项）。
# fees:
#   - name: 党费
#     kind: party-dues                 # non-tax 非税 · social-insurance 社保 · party-dues 党费 · utility 水电燃气 · tax 税 · other-statutory · commercial
#     basis: { document: 文件名称 }

# otherApps: [{ name: 某应用, id: wx0123456789abcdef, filingNumber: "" }]   # 跳转的其他应用（第五条）
# remoteHosts: [www.example.cn]        # 应用里显示其网页的域名
# pushTargets: [{ to: 推送对象, purpose: 用途 }]
# contact: { name: "", phone: "" }
`;
}

/** Findings of a result, each an entry to be decided on; nothing is decided here. */
export function suppressionsForm(documents: readonly ResultDocument[]): string {
  return `# 已知问题清单：经批准、限期处理的问题，交给 jianfu scan --suppressions。各项都要写全；到期或对不上的会在报告中列出。
# 下面是结果中的全部问题：要列入的去掉行首的“# ”并填好，其余删去。
${entries(documents, (item, { fingerprint }) => [
  `- rule: ${item.rule}`,
  `  fingerprint: ${fingerprint}`,
  '  reason: ""',
  '  basis: ""',
  '  approver: ""',
  '  expires: ""         # 2026-12-31',
])}
`;
}

export function reviewForm(documents: readonly ResultDocument[]): string {
  return `# 复核意见：由复核人员填写，原样写入报告，交给 jianfu scan --review。
# 下面是结果中的全部问题：复核过的去掉行首的“# ”并填好。
${entries(documents, (item, { fingerprint, declared }) => [
  `- rule: ${item.rule}`,
  `  fingerprint: ${fingerprint}`,
  ...(declared ? ['  about: scene        # scene 答特殊场景申报，finding 答问题本身'] : []),
  '  answer: ""          # 成立 · 不成立 · 需补充',
  '  by: ""',
  '  on: ""              # 2026-01-01',
  '  reason: ""',
])}
`;
}

function entries(documents: readonly ResultDocument[], lines: (item: Item, context: ContextResult) => string[]): string {
  const found = documents.flatMap(({ items }) =>
    items.flatMap((item) =>
      item.contexts
        .filter(({ verdict }) => verdict === 'found' || verdict === 'suspected')
        .map((context) => [`${item.title}：${oneLine(context.title ?? context.screen)}`, ...lines(item, context)]),
    ),
  );
  return found.map((entry) => `\n${entry.map((line) => `# ${line}`).join('\n')}`).join('\n');
}

/** A name of the package must not end the comment. */
function oneLine(text: string): string {
  return text.replace(/[\p{C}\u2028\u2029]/gu, ' ').slice(0, 80);
}
