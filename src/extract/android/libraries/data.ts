import type { LibraryTable } from './table.js';

export const DATA: LibraryTable = {
  kind: 'data',
  lines: `
Gson = com.google.gson
Fastjson = com.alibaba.fastjson com.alibaba.fastjson2
Jackson = com.fasterxml org.codehaus.jackson
Moshi = com.squareup.moshi
LoganSquare = com.bluelinelabs.logansquare
json-lib / json-simple = net.sf.json org.json.simple net.minidev
Protocol Buffers = com.google.protobuf com.squareup.wire
Kotlinx Serialization = kotlinx.serialization
GreenDAO = org.greenrobot.greendao de.greenrobot.dao
Realm = io.realm
ObjectBox = io.objectbox
ORMLite = com.j256.ormlite
LitePal = org.litepal
DBFlow = com.raizlabs.android.dbflow com.dbflow5
ActiveAndroid = com.activeandroid
SugarORM = com.orm
LiteOrm = com.litesuits.orm
SQLDelight = com.squareup.sqldelight app.cash.sqldelight
SQLCipher = net.sqlcipher net.zetetic
WCDB = com.tencent.wcdb
MMKV = com.tencent.mmkv
Hawk = com.orhanobut.hawk
Paper = io.paperdb
SnappyDB = com.snappydb
DiskLruCache = com.jakewharton.disklrucache com.hannesdorfmann
xUtils = org.xutils com.lidroid.xutils
FinalDb / afinal = net.tsz.afinal
Kryo = com.esotericsoftware
jsoup = org.jsoup
dom4j / JDOM = org.dom4j org.jdom
Simple XML = org.simpleframework
XStream = com.thoughtworks.xstream
Apache POI = org.apache.poi org.apache.xmlbeans
jxl = jxl
EasyExcel / hutool = com.alibaba.excel cn.hutool
iText = com.itextpdf com.lowagie
PDFBox = com.tom_roush org.apache.pdfbox
OpenCSV = com.opencsv au.com.bytecode
Zip4j = net.lingala.zip4j
Commons IO / Lang / Codec = org.apache.commons
Guava = com.google.common com.google.thirdparty
Joda-Time = org.joda net.danlew.android.joda
ThreeTenABP = org.threeten com.jakewharton.threetenabp
pinyin4j / TinyPinyin = net.sourceforge.pinyin4j com.github.promeg.pinyinhelper com.github.stuxuhai.jpinyin
Bouncy Castle = org.bouncycastle org.spongycastle
Conscrypt = org.conscrypt
Tink = com.google.crypto.tink
JWT = io.jsonwebtoken com.auth0
Parceler = org.parceler
FreeMarker / Mustache = freemarker com.github.mustachejava
Lucene = org.apache.lucene
`,
};
