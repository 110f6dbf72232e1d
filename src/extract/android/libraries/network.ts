import type { LibraryTable } from './table.js';

export const NETWORK: LibraryTable = {
  kind: 'network',
  lines: `
OkHttp = okhttp3 com.squareup.okhttp com.squareup.okhttp3
Okio = okio
Retrofit = retrofit2 retrofit
Volley = com.android.volley
OkGo = com.lzy.okgo com.lzy.okhttputils com.lzy.okserver
OkHttpUtils = com.zhy.http
Android Async HTTP = com.loopj.android
NoHttp / Kalle = com.yanzhenjie.nohttp com.yanzhenjie.kalle com.yolanda.nohttp
EasyHttp = com.hjq.http com.zhouyou.http
RxHttp = rxhttp com.rxjava.rxlife
Ion / AndroidAsync = com.koushikdutta.ion com.koushikdutta.async
Fast Android Networking = com.androidnetworking com.jacksonandroidnetworking
AQuery = com.androidquery
FileDownloader = com.liulishuo.filedownloader com.liulishuo.okdownload
Aria = com.arialyy.aria
Apache HttpClient = org.apache.http cz.msebera.android.httpclient
Apache MINA = org.apache.mina
Apache Commons Net = org.apache.commons.net
Netty = io.netty
gRPC = io.grpc
Ktor = io.ktor
kSOAP = org.ksoap2 org.kobjects org.kxml2
Socket.IO = io.socket
Java-WebSocket = org.java_websocket
nv-websocket-client = com.neovisionaries.ws
OkSocket = com.xuhao
Smack = org.jivesoftware org.igniterealtime org.jxmpp
Eclipse Paho MQTT = org.eclipse.paho
HiveMQ = com.hivemq
Cronet = org.chromium.net
NanoHTTPD = fi.iki.elonen
AndServer = com.yanzhenjie.andserver
Chuck / Chucker = com.readystatesoftware.chuck com.chuckerteam.chucker
Stetho = com.facebook.stetho
Tencent MARS = com.tencent.mars
HTTPDNS = com.alibaba.sdk.android.httpdns com.tencent.msdk.dns
Hessian / Hprose = com.caucho hprose
JSch / FTP4J = com.jcraft it.sauronsoftware
Retrofit URL Manager = me.jessyan.retrofiturlmanager me.jessyan.progressmanager
`,
};
