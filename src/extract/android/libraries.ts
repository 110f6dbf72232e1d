/**
 * Package prefixes of libraries that are nobody's feature: platform, language, UI, network, image, test. SDKs with a
 * business of their own stand in `sdks.ts`. A prefix counts as whole segments: `com.squareup` does not match `com.squareupx`.
 */
const PREFIXES = `
android androidx java javax kotlin kotlinx dalvik sun libcore junit scala groovy j$
com.android com.google com.squareup com.facebook com.twitter com.dropbox com.jakewharton com.bumptech com.fasterxml com.sun com.samsung
com.huawei com.hihonor com.xiaomi com.oppo com.vivo com.heytap com.meizu com.coloros com.miui com.sonyericsson com.htc com.lge com.asus
com.alibaba com.alipay com.taobao com.tencent com.qq com.baidu com.bytedance com.ss com.kwad com.kwai com.sina com.umeng com.mob cn.jpush
cn.jiguang com.igexin com.getui com.amap com.autonavi com.iflytek com.netease com.qiniu com.upyun com.aliyun com.qihoo com.qihoo360
com.zhihu com.didi com.didichuxing com.meituan com.sankuai com.jd com.youku com.uc com.ut com.xunlei com.ximalaya com.hikvision
com.afollestad com.airbnb com.alexvasilkov com.amazonaws com.android.volley com.androidquery com.androidnetworking com.annimon
com.belerweb com.bigkoo com.blankj com.bokecc com.chad com.chaychan com.contrarywind com.caverock com.cjj com.cjt2325 com.daimajia
com.davemorrissey com.devbrackets com.dinuscxj com.donkingliang com.dueeeke com.esotericsoftware com.esri com.eclipsesource com.flyco
com.fondesa com.github com.gongwen com.gyf com.haibin com.hjq hprose com.ibm com.inthecheesefactory com.itextpdf com.j256 com.jaeger
com.jakewharton com.jaredrummler com.jcodecraeer com.jess.arms com.jph com.just.agentweb com.kaopiz com.kingja com.koushikdutta com.kyleduo
com.lcodecore com.leochuan com.liulishuo com.littlejie com.loc com.lody com.lqr com.luck com.luckycatlabs com.lxj com.lzf com.lzy com.makeramen
com.mapbox com.melnykov com.mikepenz com.mylhyl com.nbsp com.nhaarman com.nineoldandroids com.nostra13 com.ogaclejapan com.oguzdev
com.orhanobut com.otaliastudios com.permissionx com.philliphsu com.pnikosis com.readystatesoftware com.roughike com.rengwuxian com.scwang com.shizhefei
com.shuyu com.snappydb com.sothree com.soundcloud com.stericson com.stfalcon com.supermap com.sysdata com.tbruyelle com.tencentmap com.theartofdev
com.thoughtworks com.timehop com.trello com.uzmap com.vmadalin com.weavey com.weikaiyun com.xuexiang com.yalantis
com.yanzhenjie com.yarolegovich com.youth.banner com.youzan com.yqritc com.zackratos com.zaaach com.zhpan com.zhy com.ziyou com.zzhoujay
cn.bingoogolapple cn.finalteam cn.pedant cn.sharesdk cn.smssdk cn.bmob cn.leancloud cn.hutool cn.qqtheme cn.jzvd cn.iwgang cn.addapp
de.greenrobot de.hdodenhof de.measite de.keyboardsurfer edu.umd fm.jiecao freemarker fi.iki fr.castorflex fr.quentinklein
io.agora io.dcloud io.flutter io.fabric io.grpc io.micrometer io.netty io.objectbox io.reactivex io.realm io.rong io.sentry io.socket io.supercharge io.plugins io.kotlintest io.ktor
it.sephiroth jp.co.cyberagent jp.wasabeef jxl kankan.wheel lecho.lib life.knowledge4 mtopsdk master.flame
me.dm7 me.drakeet me.iwf me.jessyan me.nereo me.relex me.shaohui me.yokeyword me.zhanghai me.leolin me.grantland mt.modder
net.lingala net.sf net.sourceforge net.tsz net.lucode net.jpountz net.minidev nl.bravobit nl.siegmann no.nordicsemi
okhttp3 okio oauth org.aspectj org.apache org.bouncycastle org.chromium org.codehaus org.conscrypt org.dom4j org.eclipse org.egret org.greenrobot org.hamcrest
org.hapjs org.intellij org.ini4j org.jacoco org.jaudiotagger org.java_websocket org.javassist org.jdom org.jetbrains org.joda org.jsoup org.json org.junit org.kobjects org.ksoap2 org.kxml2
org.litepal org.lsposed org.mockito org.mozilla org.objectweb org.objenesis org.opencv org.ow2 org.reactivestreams org.simple.eventbus org.simpleframework org.slf4j org.spongycastle org.sqlite org.threeten
org.videolan org.w3c org.webrtc org.xml org.xmlpull org.xutils org.xwalk org.checkerframework org.conscrypt
pl.droidsonroids permissions.dispatcher pub.devrel q.rorbin retrofit retrofit2 roboguice rx ru.noties s.h.e.l.l sdk.pendo se.emilsjolander skin.support
com.lidroid com.hannesdorfmann com.pkmmte com.viewpagerindicator com.jeremyfeinstein com.pichillilorenzo com.dexterous com.baseflow com.tekartik
com.ryanheise com.lyokone com.crazecoder com.it_nomads xyz.luan u.aly com.stub com.handmark com.nispok com.astuetz com.etsy com.marshalchen com.beardedhen com.telly com.wdullaer
com.andexert com.daasuu com.prolificinteractive com.squareup com.viksaa com.wefika com.yuyakaido com.zcw com.haozhang com.apkfuns com.lwjfork com.hss01248 net.yslibrary net.qiujuer
splitties timber tv.danmaku tv.cjump uk.co.chrisjenx uk.co.senab us.feras vi.com.gdi bolts bsh butterknife ch.qos coil cat.ereza dagger dev.fluttercommunity
butterknife pro.piwik vn.tungdx app.dinus be.ppareit at.technikum at.favre vigo.sdk leakcanary shark curtains razerdp xyz.doikki
`;
const KNOWN = new Set(PREFIXES.split(/\s+/).filter(Boolean));

/** Whether a class (`com.x.Y`) belongs to a known library. */
export function isLibraryClass(name: string): boolean {
  for (let dot = name.indexOf('.'), segments = 0; dot !== -1 && segments < 4; dot = name.indexOf('.', dot + 1), segments++)
    if (KNOWN.has(name.slice(0, dot))) return true;
  return false;
}

/** A package whose every segment was shortened by a minifier: whoever wrote it, its names say nothing. */
export function isMinified(className: string): boolean {
  const pack = className.slice(0, Math.max(0, className.lastIndexOf('.')));
  return pack.split('.').every((segment) => segment.length <= 2);
}
