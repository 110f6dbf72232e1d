import { type ApiRow, below, only } from './row.js';

const FILE = /^Ljava\/io\/(File|InputStream);$|^Landroid\/net\/Uri;$/;

/** Files sent away. */
export const SEND: ApiRow[] = [
  [/^(okhttp3|com\.squareup\.okhttp)\.Multipart(Body\$|)Builder$/, /^addFormDataPart$/, 'upload'],
  [/^(okhttp3|com\.squareup\.okhttp)\.MultipartBody\$Part(\$Companion)?$/, /^createFormData$/, 'upload'],
  [/^(okhttp3|com\.squareup\.okhttp)\.RequestBody(\$Companion)?$/, /^create$/, 'upload', FILE],
  [/^org\.apache\.http\.entity\.mime\.Multipart(Entity|EntityBuilder)$/, /^add(Part|BinaryBody)$/, 'upload'],
  // Also by what the app derives from it, to count the bytes that left.
  [/^org\.apache\.http\.entity\.FileEntity$/, /^<init>$/, 'upload'],
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
];
