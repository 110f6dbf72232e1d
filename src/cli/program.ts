import { Command, Option } from 'commander';
import { FAIL_ON } from '../report/gate.js';
import { formats } from '../report/index.js';
import { version } from '../version.js';
import { addBatch } from './batch/commands.js';
import { addCache } from './cache/commands.js';
import { EXTRACT_KEYS, RULE_KEYS } from './config-keys.js';
import type { ExitCode } from './exit.js';
import { chineseHelp } from './help.js';
import { addQueue } from './queue/commands.js';
import { addRules } from './rules/commands.js';
import { addSelf } from './self-commands.js';
import { addServe } from './serve/commands.js';
import { appId, cached, configFile, listFormat, packs, progress } from './shared-options.js';

const EXIT_CODES = `
退出码：
  0   没有达到 --fail-on 的结论
  1   有达到 --fail-on 的结论
  2   用法或配置错误
  3   有无法判定的项（加固、加密、未读到的内容）
  4   输入中没有可检查的应用
  5   完整性校验失败
  70  内部错误
  同时出现时按 70、5、2、4、1、3、0 取最前者。`;

const EXAMPLES: Record<string, string[]> = {
  jianfu: [
    'jianfu scan app.apk                          检查一个安装包',
    'jianfu scan app.apk -o pdf=报告.pdf          另存一份检测报告',
    'jianfu cat app.apk AndroidManifest.xml       查看包内文件',
    'jianfu rules explain 14-2-check-in           查看一条规则',
  ],
  scan: [
    'jianfu scan app.apk',
    'jianfu scan 小程序项目/ -f json',
    'jianfu scan __APP__.wxapkg pages_a.wxapkg --appid wx0123456789abcdef',
    'jianfu scan app.rpk -o html=报告.html -o json=结果.json --fail-on suspected',
    'jianfu scan app.apk --cache                  同样的内容不再读第二次',
  ],
  ls: ['jianfu ls app.apk', 'jianfu ls app.apks -r', 'jianfu ls app.apk classes.dex        列出其中的类'],
  cat: [
    'jianfu cat app.apk                                    清单（二进制 XML 还原）',
    'jianfu cat app.wxapkg page-frame.html!pages/a.wxml    编译后的模板还原',
    'jianfu cat app.wxapkg app-service.js!pages/a.js       打包在一起的一个脚本',
    "jianfu cat app.apk 'classes.dex#cn.example.A'         一个类的方法和指令",
    "jianfu cat app.apk --method 'Lcn/example/A;->submit'  一个方法的指令，在全部 DEX 中找",
    'jianfu cat app.wxapkg app-service.js@20481            报告中的依据位置，原样粘贴即可',
    'jianfu cat app.apks base.apk!res/layout/main.xml      包中包',
    'jianfu cat app.apk assets/x.js --raw > x.js           原始字节',
  ],
  extract: ['jianfu extract app.apk -o facts.json', 'jianfu extract app.apk | jq .coverage'],
  check: ['jianfu check facts.json', 'jianfu check facts.json --rules 我的规则/ -f json'],
  report: ['jianfu report 结果.json -o pdf=报告.pdf', 'jianfu report 甲.json 乙.json -o pdf=合订.pdf -o html=合订.html'],
  verify: ['jianfu verify 结果.json --package app.apk', 'jianfu verify 报告.pdf --result 结果.json --key 单位.pem.pub'],
  sign: ['jianfu sign 报告.pdf --key 单位.pem', 'openssl 验证：docs/integrity.md'],
  keygen: ['jianfu keygen -o 单位.pem', 'jianfu keygen --algorithm ed25519 -o 单位.pem'],
  diff: [
    'jianfu diff 1.0.apk 2.0.apk',
    'jianfu diff 1.0.facts.json 2.0.apk --on 2026-12-20',
    'jianfu diff 旧结果.json 新结果.json -f json --exit-code',
  ],
  init: [
    'jianfu init app.apk                                申报文件，填入应用名称、包名、版本',
    'jianfu init 结果.json --kind suppressions          已知问题清单',
    'jianfu init 结果.json --kind review -o 复核.yaml   复核意见',
  ],
  batch: [
    'jianfu batch 送检/ --out 结果/',
    'jianfu batch 清单.tsv --out 结果/ --jobs 4 --progress json',
    "jianfu batch '送检/**/*.apk' --out 结果/ --timeout 300",
  ],
  cache: ['jianfu cache info', 'jianfu cache prune --cache-size 100'],
  serve: [
    'jianfu serve --store 结果/ --folder 送检/                      只在本机，密码显示在终端上',
    'jianfu serve user add 张三 --role admin --store 结果/          建立账户',
    'jianfu serve --store 结果/ --origin https://jianfu.example.cn --trusted-proxy 127.0.0.1',
  ],
  completion: [
    'eval "$(jianfu completion bash)"        写进 ~/.bashrc',
    'jianfu completion fish > ~/.config/fish/completions/jianfu.fish',
  ],
  rules: [
    'jianfu rules list',
    'jianfu rules explain check-in                                      一条规则的说明',
    'jianfu rules explain 结果.json check-in --facts 事实.json          一条发现是怎样得出的',
    'jianfu rules explain app.apk 14-2-check-in:pages/sign/index        一页为何算或不算',
    'jianfu rules new x-1-visits -o 我的规则/                           写一条新规则',
    'jianfu rules lint --pack 我的规则/',
    'jianfu rules test x-1 --pack 我的规则/',
  ],
};

type Done = (code: ExitCode) => void;

/** The command line. Commands are loaded when they are called, so that `--help` costs nothing. */
export function createProgram(done: Done): Command {
  const program = chineseHelp(new Command('jianfu'))
    .description('减负检：按《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）检查应用安装包')
    .version(version, '-V, --version', '显示版本')
    .exitOverride();
  addInspection(program, done);
  addReading(program, done);
  addFacts(program, done);
  addComparison(program, done);
  addReport(program, done);
  addIntegrity(program, done);
  addPapers(program, done);
  addRules(program, done);
  addBatch(program, done);
  addQueue(program, done);
  addCache(program, done);
  addServe(program, done);
  addSelf(program, done);
  for (const command of [program, ...program.commands]) {
    const examples = EXAMPLES[command.name()];
    if (examples) command.addHelpText('after', `\n示例：\n${examples.map((line) => `  ${line}`).join('\n')}`);
  }
  program.addHelpText('after', EXIT_CODES);
  return program;
}

function addInspection(program: Command, done: Done): void {
  cached(outputOptions(program.command('scan')))
    .description('检查安装包或项目文件夹，给出检测结果')
    .argument('<输入...>', 'APK、wxapkg、rpk 等安装包，或项目文件夹；同一小程序的主包和分包一起给出')
    .addOption(appId())
    .action(async (inputs: string[], _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command, inputs);
      done(await (await import('./scan.js')).scanCommand(inputs, command.opts()));
    });
}

function addReading(program: Command, done: Done): void {
  program
    .command('ls')
    .description('列出包内文件，或某个文件里的内容')
    .argument('<包>', '安装包或项目文件夹')
    .argument('[文件]', '包内文件：内含包、DEX、编译后的模板、资源表')
    .option('-r, --recursive', '连同内含包里的文件')
    .addOption(listFormat())
    .addOption(appId())
    .action(async (input: string, inside: string | undefined, options) =>
      done((await import('./ls.js')).lsCommand(input, inside, options)),
    );
  program
    .command('cat')
    .description('以可读形式显示包内文件：二进制 XML、资源表、DEX、编译后的模板都会还原')
    .argument('<包>', '安装包或项目文件夹')
    .argument('[文件]', '包内文件，可带报告中的位置（:行:列、@偏移、#类.方法）；省略则显示应用配置')
    .addOption(
      new Option('--method <方法>', 'DEX 中的一个方法或类：Lcom/x/Y;->z(I)V、com.x.Y.z；省略文件则在全部 DEX 中找').conflicts(
        'raw',
      ),
    )
    .option('--raw', '原始字节，不作还原')
    .addOption(appId())
    .action(async (input: string, address: string | undefined, options) =>
      done((await import('./cat.js')).catCommand(input, address, options)),
    );
}

function addFacts(program: Command, done: Done): void {
  cached(configFile(program.command('extract')))
    .description('只提取事实，供 check 反复核查')
    .argument('<输入...>', '安装包或项目文件夹')
    .option('-o, --output <文件>', '存为文件（默认输出到标准输出）')
    .addOption(progress())
    .addOption(appId())
    .action(async (inputs: string[], _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command, inputs, EXTRACT_KEYS);
      done(await (await import('./extract.js')).extractCommand(inputs, command.opts()));
    });
  outputOptions(program.command('check'))
    .description('按规则核查事实文件，结果与 scan 相同')
    .argument('<事实文件...>', 'jianfu extract 写出的 JSON')
    .action(async (inputs: string[], _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command, inputs);
      done(await (await import('./check.js')).checkCommand(inputs, command.opts()));
    });
}

function addReport(program: Command, done: Done): void {
  writingOptions(program.command('report'))
    .description('由结果写出报告，不再打开安装包；几份结果合成一个文件')
    .argument('<结果...>', 'jianfu scan -f json 写出的结果')
    .addOption(new Option('-f, --format <格式>', '标准输出的格式（没有 -o 时为 text）').choices(formats))
    .action(async (files: string[], _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command);
      done(await (await import('./report.js')).reportCommand(files, command.opts()));
    });
}

function addIntegrity(program: Command, done: Done): void {
  program
    .command('verify')
    .description('核对报告或结果：校验值、样品、签名；不符以 5 退出')
    .argument('<文件>', '报告（HTML、PDF、DOCX、OFD）或结果（JSON）')
    .option('--package <样品>', '核对是否就是这个样品的报告')
    .option('--result <结果>', '核对是否就是这份结果的报告')
    .option('--signature <文件>', '签名文件（默认为同名加 .sig.json，有则核对）')
    .option('--key <公钥>', '用这把公钥核对，不用签名文件自带的')
    .addOption(listFormat())
    .action(async (file: string, options) => done(await (await import('./verify.js')).verifyCommand(file, options)));
  program
    .command('sign')
    .description('给报告或结果写一份分离的签名（SM2 或 Ed25519，由私钥决定）')
    .argument('<文件>', '要签名的文件，原样不动')
    .requiredOption('--key <私钥>', 'PEM 格式的私钥')
    .option('-o, --output <文件>', '签名写到哪里（默认为同名加 .sig.json）')
    .action(async (file: string, options) => done((await import('./sign.js')).signCommand(file, options)));
  program
    .command('keygen')
    .description('生成一对签名密钥')
    .addOption(new Option('--algorithm <算法>', '算法').choices(['sm2', 'ed25519']).default('sm2'))
    .requiredOption('-o, --output <文件>', '私钥写到哪里；公钥为同名加 .pub')
    .action(async (options) => done((await import('./sign.js')).keygenCommand(options)));
}

function addComparison(program: Command, done: Done): void {
  configFile(packs(program.command('diff')))
    .description('比较两个版本：页面、权限、SDK、接口、结论的变化，可能的重大功能变更（第十一条）')
    .argument('<原版本>', '安装包、项目文件夹、事实文件或结果文件')
    .argument('<新版本>', '同上')
    .addOption(listFormat())
    .option('--on <日期>', '新版本上线日期（2026-12-20），据此算出备案变更申请的最迟日期')
    .option('--exit-code', '有可能构成重大功能变更的改动时以 1 退出')
    .addOption(appId())
    .action(async (from: string, to: string, _options, command: Command) => {
      const { applyConfig } = await import('./config.js');
      await applyConfig(command, [from, to], RULE_KEYS);
      done((await import('./diff.js')).diffCommand(from, to, command.opts()));
    });
}

function addPapers(program: Command, done: Done): void {
  program
    .command('init')
    .description('写出待填的申报、已知问题清单或复核意见')
    .argument('[输入]', '申报：安装包或项目文件夹，名称、包名、版本由它填入；其余两种：结果文件')
    .addOption(new Option('--kind <种类>', '写哪一种').choices(['declaration', 'suppressions', 'review']).default('declaration'))
    .option('-o, --output <文件>', '写到哪里（默认为当前文件夹的 declaration.yaml 等）')
    .option('--force', '覆盖已有的文件')
    .addOption(appId())
    .action(async (input: string | undefined, options) => done((await import('./init.js')).initCommand(input, options)));
}

/** Where results go and how: for every command that writes reports. */
function writingOptions(command: Command): Command {
  return configFile(command)
    .addOption(
      new Option('-o, --output <格式=文件>', '另存一份，可重复；扩展名能说明格式时只写文件名')
        .default([], '无')
        .argParser((value: string, all: string[]) => [...all, value]),
    )
    .addOption(new Option('--lang <语言>', '输出语言').choices(['zh', 'en']).default('zh'))
    .option('--bom', 'CSV 以字节顺序标记开头，便于表格软件识别中文')
    .option('--color', '总是使用颜色')
    .option('--no-color', '不使用颜色');
}

function outputOptions(command: Command): Command {
  return writingOptions(
    packs(command).addOption(new Option('-f, --format <格式>', '标准输出的格式').choices(formats).default('text')),
  )
    .addOption(new Option('--fail-on <级别>', '结论达到该级别时以 1 退出').choices(FAIL_ON).default('found'))
    .addOption(progress())
    .option('--declaration <文件>', '主办（使用）单位的申报（declaration.yaml），与样品核对，特殊场景列入报告')
    .option('--suppressions <文件>', '已知问题清单（suppressions.yaml），有期限，不计入 --fail-on')
    .option('--review <文件>', '复核意见（review.yaml），写入报告');
}
