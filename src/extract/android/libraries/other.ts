/**
 * Further package prefixes of libraries that are nobody's feature, some of them a whole vendor's. SDKs with a business of
 * their own stand in `sdks.ts`.
 */
export const OTHER = `
anet.channel anetwork.channel app.dinus at.favre at.technikum be.ppareit bsh cat.ereza ch.qos cn.addapp cn.aigestudio
cn.bingoogolapple cn.bmob cn.finalteam cn.iwgang cn.jiguang cn.jpush cn.leancloud cn.pedant cn.qqtheme cn.sharesdk cn.smssdk
com.afollestad com.airbnb com.ak.torch com.alexvasilkov com.alibaba com.alipay com.aliyun com.amap com.amazonaws com.andexert
com.annimon com.apkfuns com.asus com.autonavi com.baidu com.baseflow com.beardedhen com.belerweb com.bigkoo com.blankj
com.bumptech com.bytedance com.caverock com.chad com.chaychan com.cjj com.cjt2325 com.coloros com.crazecoder com.daasuu
com.daimajia com.davemorrissey com.dcloud com.devbrackets com.dexterous com.didi com.didichuxing com.donkingliang com.dropbox
com.eclipsesource com.esri com.etsy com.facebook com.flyco com.gc.materialdesign com.getui com.github com.gjiazhe com.gongwen
com.google com.gyf com.haibin com.handmark com.haozhang com.heytap com.hihonor com.hikvision com.hjq com.hss01248 com.htc
com.huawei com.ibm com.iflytek com.igexin com.inthecheesefactory com.it_nomads com.j256 com.jaeger com.jakewharton
com.jaredrummler com.jcodecraeer com.jd com.jeremyfeinstein com.jph com.kaopiz com.karumi com.kingja com.koushikdutta com.kwad
com.kwai com.kyleduo com.lcodecore com.leochuan com.lge com.lidroid com.litesuits com.littlejie com.liulishuo com.loc com.lody
com.lqr com.luck com.luckycatlabs com.lwjfork com.lxj com.lyokone com.lzy com.makeramen com.malinskiy
com.mapbox com.marshalchen com.meituan com.meizu com.melnykov com.mikepenz com.miui com.mob com.mylhyl com.mysql com.nbsp
com.netease com.nispok com.nostra13 com.ogaclejapan com.oguzdev com.okhttplib com.oppo com.orhanobut com.otaliastudios
com.permissionx com.pgyersdk com.philliphsu com.pichillilorenzo com.pkmmte com.pnikosis com.prolificinteractive com.qihoo
com.qihoo360 com.qiniu com.qq com.readystatesoftware com.rengwuxian com.roughike com.ryanheise com.samsung com.sankuai
com.scwang com.serenegiant com.shizhefei com.shuyu com.sina com.sonyericsson com.sothree com.soundcloud com.squareup com.ss
com.stericson com.stfalcon com.stub com.supermap com.sysdata com.ta.utdid2 com.taobao com.tbruyelle com.tekartik com.telly
com.tencent com.tencentmap com.theartofdev com.thoughtworks com.timehop com.trello com.twitter com.uc com.umeng com.upyun
com.ut com.uzmap com.viksaa com.vivo com.vmadalin com.wang.avi com.wdullaer com.weavey com.wefika com.weikaiyun com.xiaomi
com.ximalaya com.xuexiang com.xunlei com.yalantis com.yanzhenjie com.yarolegovich com.youku com.youzan com.yqritc com.yuyakaido
com.zaaach com.zackratos com.zcw com.zhihu com.zhpan com.zhy com.ziyou com.zzhoujay de.greenrobot de.hdodenhof
de.keyboardsurfer de.measite dev.fluttercommunity edu.umd fi.iki fr.castorflex fr.ganfra fr.quentinklein io.agora io.dcloud
io.fabric io.flutter io.kotlintest io.micrometer io.plugins io.rong io.supercharge it.moondroid.coverflow it.sephiroth
jp.co.cyberagent jp.wasabeef lecho.lib life.knowledge4 master.flame me.dm7 me.drakeet me.grantland me.iwf me.jessyan me.leolin
me.nereo me.relex me.shaohui me.yokeyword me.zhanghai mt.modder mtopsdk net.jpountz net.lingala net.lucode net.qiujuer net.sf
net.sourceforge net.tsz net.yslibrary nl.bravobit nl.siegmann oauth org.android.spdy org.apache org.chromium org.codehaus
org.eclipse org.egret org.glassfish org.greenrobot org.hapjs org.ini4j org.jacoco org.jaudiotagger org.jboss org.mozilla
org.objectweb org.ow2 org.sqlite org.xwalk pl.droidsonroids pro.piwik pub.devrel razerdp s.h.e.l.l sdk.pendo se.emilsjolander
tv.cjump tv.danmaku u.aly uk.co.chrisjenx uk.co.senab us.feras vi.com.gdi vigo.sdk vn.tungdx xyz.luan
`;
