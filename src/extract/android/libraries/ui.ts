import type { LibraryTable } from './table.js';

export const UI: LibraryTable = {
  kind: 'ui',
  lines: `
Material Components = com.google.android.material
Flexbox = com.google.android.flexbox
QMUI = com.qmuiteam.qmui
XUI = com.xuexiang.xui com.xuexiang.xutil com.xuexiang.xpage
DialogX / KongzueDialog = com.kongzue.dialogx com.kongzue.dialog
XPopup = com.lxj.xpopup com.lxj.easyadapter
Material Dialogs = com.afollestad.materialdialogs
Sweet Alert = cn.pedant.SweetAlert
Hacker dialogs = com.flyco.dialog com.flyco.tablayout com.flyco.roundview
BRVAH = com.chad.library
BaseRecyclerViewAdapter = com.zhy.adapter com.drakeet.multitype me.drakeet.multitype com.hannesdorfmann.adapterdelegates4 com.mikepenz.fastadapter
vlayout / Tangram = com.alibaba.android.vlayout com.tmall.wireless
SmartRefreshLayout = com.scwang.smartrefresh com.scwang.smart com.scwang.smart.refresh
XRecyclerView = com.jcodecraeer.xrecyclerview com.github.jdsjlzx com.cundong
Android-PullToRefresh = com.handmark.pulltorefresh in.srain.cube com.liaoinstan.springview com.lcodecore.tkrefreshlayout com.aspsine.swipetoloadlayout
SwipeRecyclerView = com.yanzhenjie.recyclerview com.daimajia.swipe com.mcxtzhang com.baoyz.swipemenulistview
Android-PickerView = com.bigkoo.pickerview com.contrarywind com.bigkoo.convenientbanner com.bigkoo.alertview
AndroidPicker = cn.qqtheme.framework cn.addapp.pickers com.github.gzuliyujiang
WheelPicker = com.aigestudio.wheelpicker kankan.wheel com.zyyoona7 com.wheelview
CityPicker = com.lljjcoder com.zaaach.citypicker com.smarttop.library
MaterialCalendarView = com.prolificinteractive.materialcalendarview com.haibin.calendarview com.necer com.squareup.timessquare
Banner = com.youth.banner com.stx.xhb com.zhpan.bannerview cn.bingoogolapple.bgabanner com.to.aboomy com.zhouwei.mzbanner
MPAndroidChart = com.github.mikephil.charting
HelloCharts / AChartEngine = lecho.lib.hellocharts org.achartengine com.github.AAChartModel
ButterKnife = butterknife
AutoLayout / AndroidAutoSize = com.zhy.autolayout me.jessyan.autosize
ImmersionBar / StatusBarUtil = com.gyf.immersionbar com.gyf.barlibrary com.jaeger.library com.readystatesoftware.systembartint
MagicIndicator / SmartTabLayout = net.lucode.hackware com.ogaclejapan.smarttablayout com.astuetz com.viewpagerindicator q.rorbin
BottomNavigation = com.aurelhubert.ahbottomnavigation com.ashokvarma.bottomnavigation com.roughike.bottombar me.majiajie com.ittianyu
FlowLayout = com.zhy.view.flowlayout com.nex3z.flowlayout org.apmem.tools com.google.android.flexbox.flow
Toasty / ToastUtils = es.dmoral.toasty com.hjq.toast com.hjq.bar com.hjq.permissions
SVProgressHUD / KProgressHUD = com.kaopiz.kprogresshud com.bigkoo.svprogresshud com.bigkoo.snappingstepper
Loading indicators = com.wang.avloadingindicatorview com.github.ybq com.victor.loading com.dinuscxj
StateLayout / LoadSir = com.kingja.loadsir com.classic.common com.weavey.loading
Fragmentation = me.yokeyword.fragmentation me.yokeyword.fragmentation_swipeback
SwipeBack = me.imid.swipebacklayout com.r0adkll.slidr cn.bingoogolapple.swipebacklayout com.jude.swipbackhelper
EasyRecyclerView = com.jude.easyrecyclerview com.jude.rollviewpager
ShadowLayout / CardView libs = com.lihang com.loopeer
ExpandableTextView = com.ms.square at.blogc cn.carbs
Badges = q.rorbin.badgeview me.leolin.shortcutbadger
Signature Pad = com.github.gcacace.signaturepad com.williamww
NineOldAndroids = com.nineoldandroids
AndroidViewAnimations = com.daimajia.androidanimations com.daimajia.easing com.daimajia.numberprogressbar com.daimajia.slider
SlidingMenu / ResideMenu = com.jeremyfeinstein.slidingmenu com.special.ResideMenu net.simonvt.menudrawer
StickyListHeaders = se.emilsjolander.stickylistheaders com.timehop.stickyheadersrecyclerview
ProcessView / StepView = com.baoyachi.stepview com.shuhart.stepview
Guide views = com.app.hubert.guide com.binioter.guideview com.getkeepsafe.taptargetview uk.co.deanwild
Calligraphy = uk.co.chrisjenx.calligraphy io.github.inflationx
Emoji = com.vanniktech.emoji com.rockerhieu.emojicon com.sj.emoji
Skin support = skin.support
Rich text = com.zzhoujay.richtext com.sendtion.xrichtextview jp.wasabeef.richeditor ru.noties io.noties.markwon
Tree view = com.unnamed.b.atv com.bin.david.form
PDF viewer = com.github.barteksc com.joanzapata.pdfview com.shockwave es.voghdev
TBS reader views = com.yinglan com.wxiwei
Floating windows = com.yhao.floatwindow com.lzf.easyfloat com.petterp.floatingx
Compose libraries = com.google.accompanist
Epoxy / MvRx = com.airbnb.epoxy com.airbnb.mvrx
`,
};
