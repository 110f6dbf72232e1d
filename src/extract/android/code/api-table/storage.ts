import { type ApiRow, only } from './row.js';

/** Values kept on the device: settings, databases and the libraries over them, by the calls that write. */
export const STORAGE: ApiRow[] = [
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
    /^org\.litepal\.|^org\.greenrobot\.greendao\.(AbstractDao|async\.AsyncSession)$|^de\.greenrobot\.dao\.AbstractDao$/,
    /^(save\w*|insert\w*|update\w*)$/,
    'storage',
  ],
  [only('com.activeandroid.Model', 'com.orm.SugarRecord'), /^(save\w*|update\w*)$/, 'storage'],
  [/^com\.j256\.ormlite\.dao\.\w+$/, /^(create\w*|update\w*)$/, 'storage'],
  [
    only('com.lidroid.xutils.DbUtils', 'org.xutils.DbManager', 'net.tsz.afinal.FinalDb'),
    /^(save\w*|update\w*|replace\w*)$/,
    'storage',
  ],
  [/^io\.realm\.(Dynamic)?Realm$/, /^(copyToRealm\w*|insert\w*|createObject\w*)$/, 'storage'],
  [only('io.objectbox.Box'), /^put\w*$/, 'storage'],
  [only('androidx.datastore.preferences.core.MutablePreferences'), /^(set|plusAssign)$/, 'storage'],
];
