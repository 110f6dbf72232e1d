import type { LibraryTable } from './table.js';

/** How an app is put together: events, threads, routes, parts handed in, permissions, logs, and what helps its developers. */
export const STRUCTURE: LibraryTable = {
  kind: 'utility',
  lines: `
RxJava = io.reactivex rx
RxBinding = com.jakewharton.rxbinding com.jakewharton.rxbinding2 com.jakewharton.rxbinding3 com.jakewharton.rxrelay2
RxLifecycle / AutoDispose = com.trello.rxlifecycle com.trello.rxlifecycle2 com.trello.rxlifecycle3 com.uber.autodispose
RxPermissions = com.tbruyelle.rxpermissions com.tbruyelle.rxpermissions2 com.tbruyelle.rxpermissions3
Reactive Streams = org.reactivestreams
Kotlin Coroutines = kotlinx.coroutines
Bolts = bolts
EventBus = org.greenrobot.eventbus de.greenrobot.event org.simple.eventbus com.hwangjr.rxbus com.jeremyliao.liveeventbus
Otto = com.squareup.otto
Dagger / Hilt = dagger javax.inject
Koin = org.koin
Guice / RoboGuice = com.google.inject roboguice
AndroidAnnotations = org.androidannotations
ARouter = com.alibaba.android.arouter
WMRouter / TheRouter / DRouter = com.sankuai.waimai.router com.therouter com.didi.drouter
ActivityRouter = com.github.mzule.activityrouter com.chenenyu.router
MVPArms = com.jess.arms
MVVMHabit = me.goldze.mvvmhabit
Mosby = com.hannesdorfmann.mosby com.hannesdorfmann.mosby3
UnPeekLiveData = com.kunminx.architecture
AndroidUtilCode = com.blankj.utilcode com.blankj.subutil
xutil = com.vondear.rxtools com.tamsiree
AndPermission = com.yanzhenjie.permission
EasyPermissions = pub.devrel.easypermissions com.vmadalin.easypermissions
PermissionsDispatcher = permissions.dispatcher
PermissionX = com.permissionx.guolindev com.fondesa com.qw.soul.permission
Timber = timber
Logger = com.orhanobut.logger com.elvishew.xlog com.socks.library com.apkfuns.logutils
SLF4J / Logback = org.slf4j ch.qos.logback
Log4j = org.apache.log4j org.apache.logging de.mindpipe
LeakCanary = leakcanary com.squareup.leakcanary shark curtains
BlockCanary / DoKit = com.github.moduth com.didichuxing.doraemonkit
Crash helpers = cat.ereza.customactivityoncrash com.zxy.recovery xcrash
ACRA = org.acra
Sentry = io.sentry
AppUpdater = com.azhon.appupdate com.king.app com.allenliu.versionchecklib com.vector.update_app com.xuexiang.xupdate com.teprinciple
MultiDex = android.support.multidex androidx.multidex
AspectJ = org.aspectj
Javassist / ASM / ByteBuddy = org.javassist javassist org.objectweb.asm net.bytebuddy com.android.dx
Xposed helpers = org.lsposed com.swift.sandhook me.weishu
Daemon = com.xdandroid.hellodaemon com.fanjun.keeplive com.shihoo.daemon
AgentWeb = com.just.agentweb com.just.agentwebX5
JsBridge = com.github.lzyzsd.jsbridge wendu.dsbridge com.smallbuer
JPinyin search = com.mcxtzhang.indexlib
Walle = com.meituan.android.walle
oaid helpers = com.bun.miitmdid com.github.gzuliyujiang.oaid
Barcode = com.google.zxing com.journeyapps.barcodescanner com.king.zxing com.uuzuche.lib_zxing com.yzq.zxinglibrary cn.bingoogolapple.qrcode me.dm7.barcodescanner net.sourceforge.zbar com.xuexiang.xqrcode cn.simonlee.xcodescanner
Bluetooth helpers = com.inuker.bluetooth com.clj.fastble no.nordicsemi com.polidea
USB serial = com.hoho.android.usbserial android_serialport_api
OpenCV = org.opencv
TensorFlow Lite = org.tensorflow
Tess-Two = com.googlecode.tesseract
Cordova plugins = nl.xservices de.appplant
Kotlin helpers = splitties anko org.jetbrains.anko
`,
};
