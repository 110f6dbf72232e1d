import { type ApiRow, below, only } from './row.js';

const FILE = /^Ljava\/io\/(File|InputStream);$|^Landroid\/net\/Uri;$/;

/** Files sent away, and values kept on the device. */
export const SEND: ApiRow[] = [
  [/^(okhttp3|com\.squareup\.okhttp)\.Multipart(Body\$|)Builder$/, /^addFormDataPart$/, 'upload'],
  [/^(okhttp3|com\.squareup\.okhttp)\.MultipartBody\$Part(\$Companion)?$/, /^createFormData$/, 'upload'],
  [/^(okhttp3|com\.squareup\.okhttp)\.RequestBody(\$Companion)?$/, /^create$/, 'upload', FILE],
  [/^org\.apache\.http\.entity\.mime\.Multipart(Entity|EntityBuilder)$/, /^add(Part|BinaryBody)$/, 'upload'],
  [only('org.apache.commons.net.ftp.FTPClient'), /^(storeFile|appendFile)$/, 'upload'],
  [
    below(
      'com.qiniu.android.storage',
      'com.alibaba.sdk.android.oss',
      'com.tencent.cos',
      'com.tencent.qcloud.core',
      'com.upyun',
      'com.obs.services',
      'com.baidubce.services.bos',
      'io.minio',
      'com.amazonaws.mobileconnectors.s3',
      'com.amazonaws.services.s3',
    ),
    /^(put\w*|asyncPut\w*|upload\w*|resumableUpload|asyncResumableUpload|formUpload|asyncUpload)$/,
    'upload',
  ],
  [only('cn.bmob.v3.datatype.BmobFile'), /^upload\w*$/, 'upload'],
  [/^(com\.avos\.avoscloud|cn\.leancloud)\.(AVFile|LCFile)$/, /^save\w*$/, 'upload'],
  [
    below(
      'com.loopj.android.http',
      'org.xutils.http',
      'com.lidroid.xutils.http',
      'com.lzy.okgo',
      'com.lzy.okhttputils',
      'com.hjq.http',
      'rxhttp',
    ),
    /^(put|params|addBodyParameter|setMultipart|addFile\w*|upFile)$/,
    'upload',
    FILE,
  ],
  [
    /(^|\.)(http|okhttputils|okgo|async|xutils|volley|nohttp|rest|net)\w*(\.|$)/i,
    /^(addFile|addFiles|upload|uploadFile|addFileBody|addMultipartFile)$/,
    'upload',
  ],
  [only('android.content.SharedPreferences$Editor'), /^put\w+$/, 'storage'],
  [/^android\.database\.sqlite\.SQLite(Database|Statement)$/, /^(insert\w*|update\w*|replace\w*|execSQL|execute\w*)$/, 'storage'],
  [only('android.content.ContentResolver'), /^(insert|bulkInsert|update)$/, 'storage'],
  [/^(androidx\.room|android\.arch\.persistence\.room)\.Entity\w*Adapter$/, /^(insert\w*|handle\w*|upsert\w*)$/, 'storage'],
  [
    only(
      'com.tencent.mmkv.MMKV',
      'com.orhanobut.hawk.Hawk',
      'io.paperdb.Book',
      'com.blankj.utilcode.util.SPUtils',
      'com.blankj.utilcode.util.CacheDiskUtils',
    ),
    /^(encode|put\w*|write)$/,
    'storage',
  ],
  [
    /^org\.litepal\.|^org\.greenrobot\.greendao\.(AbstractDao|async\.AsyncSession)$/,
    /^(save\w*|insert\w*|update\w*)$/,
    'storage',
  ],
  [/^io\.realm\.(Realm|DynamicRealm)$/, /^(copyToRealm\w*|insert\w*|createObject)$/, 'storage'],
  [only('io.objectbox.Box'), /^put\w*$/, 'storage'],
  [/^com\.j256\.ormlite\.dao\.\w+$/, /^(create\w*|update\w*)$/, 'storage'],
  [/^androidx\.datastore\.preferences\.core\.MutablePreferences$/, /^(set|plusAssign)$/, 'storage'],
];
