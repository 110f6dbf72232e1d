/** Libraries that keep objects in a database on the device, and the calls that write. */
export const DATABASES: [owner: RegExp, method: RegExp][] = [
  [
    /^org\.litepal\.|^org\.greenrobot\.greendao\.AbstractDao$|^de\.greenrobot\.dao\.AbstractDao$/,
    /^(save\w*|insert\w*|update\w*)$/,
  ],
  [/^com\.activeandroid\.Model$|^com\.orm\.SugarRecord$/, /^(save\w*|update\w*)$/],
  [/^com\.j256\.ormlite\.dao\.\w*Dao\w*$/, /^(create\w*|update\w*)$/],
  [/^com\.lidroid\.xutils\.DbUtils$|^org\.xutils\.DbManager$|^net\.tsz\.afinal\.FinalDb$/, /^(save\w*|update\w*|replace\w*)$/],
  [/^io\.realm\.(Dynamic)?Realm$/, /^(insert\w*|copyToRealm\w*|createObject\w*)$/],
  [
    /^androidx\.room\.Entity(InsertionAdapter|DeletionOrUpdateAdapter|InsertAdapter|UpsertionAdapter)$/,
    /^(insert\w*|handle\w*|upsert\w*)$/,
  ],
  [/^android\.content\.ContentResolver$/, /^(insert|update|bulkInsert)$/],
];
