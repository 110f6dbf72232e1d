import { describe, expect, it } from 'vitest';
import { isLibraryClass, libraryOf } from '../../../src/extract/android/libraries/index.js';
import { libraryOfFile } from '../../../src/extract/android/libraries/traces.js';
import type { Manifest } from '../../../src/extract/android/manifest.js';
import { ownership } from '../../../src/extract/android/ownership.js';

function app(name: string, components: string[], application?: string): Manifest {
  return {
    package: name,
    permissions: [],
    flags: [],
    features: [],
    components: components.map((component) => ({
      name: component,
      type: 'activity',
      launcher: false,
      enabled: true,
      actions: [],
      deepLinks: [],
      offset: 0,
    })),
    ...(application && { application }),
  } as unknown as Manifest;
}

function ownersOf(manifest: Manifest | undefined, ...names: string[]): string[] {
  const ownerOf = ownership(manifest);
  return names.map((name) => `${name} ${ownerOf(name)}`);
}

describe('whose a class is', () => {
  it('a page called like a part of the platform is the app’s, what libraries of such names declare is not', () => {
    const manifest = app('cn.agency.patrol', [
      'com.android.attendance.activity.MainActivity',
      'com.android.billingclient.api.ProxyBillingActivity',
    ]);
    expect(
      ownersOf(manifest, 'com.android.attendance.db.Table', 'com.android.billingclient.api.Client', 'com.android.volley.Request'),
    ).toEqual([
      'com.android.attendance.db.Table own',
      'com.android.billingclient.api.Client third-party',
      'com.android.volley.Request third-party',
    ]);
  });

  it('the manifest may be called otherwise than the code: components and the application tell', () => {
    const manifest = app('com.store.listing', ['cn.agency.patrol.MainActivity'], 'cn.agency.patrol.base.App');
    expect(ownersOf(manifest, 'cn.agency.patrol.net.Api', 'com.store.listing.R', 'org.vendor.Thing', 'okhttp3.Call')).toEqual([
      'cn.agency.patrol.net.Api own',
      'com.store.listing.R own',
      'org.vendor.Thing unknown',
      'okhttp3.Call third-party',
    ]);
  });

  it('packages of the app share two segments; those of everybody below a domain do not', () => {
    expect(ownersOf(app('cn.agency.login', ['cn.agency.patrol.Main']), 'cn.agency.core.Api')).toEqual(['cn.agency.core.Api own']);
    expect(ownersOf(app('cn.gov.one', ['cn.gov.two.Main']), 'cn.gov.three.Api')).toEqual(['cn.gov.three.Api unknown']);
    expect(ownersOf(app('cn.agency.login', ['cn.agency.login.Main']), 'cn.agency.core.Api')).toEqual([
      'cn.agency.core.Api unknown',
    ]);
  });

  it('a component of a library does not make its package the app’s', () => {
    const manifest = app('cn.agency.login', ['com.luck.picture.lib.PictureSelectorActivity', 'com.alipay.sdk.app.H5PayActivity']);
    expect(ownersOf(manifest, 'com.luck.picture.lib.Tools', 'com.alipay.sdk.app.PayTask')).toEqual([
      'com.luck.picture.lib.Tools third-party',
      'com.alipay.sdk.app.PayTask third-party',
    ]);
  });
});

describe('known libraries', () => {
  it.each([
    ['okhttp3.internal.http.RealCall', 'OkHttp', 'network'],
    ['com.alibaba.fastjson.JSON', 'Fastjson', 'data'],
    ['com.bumptech.glide.Glide', 'Glide', 'image'],
    ['com.scwang.smartrefresh.layout.SmartRefreshLayout', 'SmartRefreshLayout', 'ui'],
    ['org.greenrobot.eventbus.EventBus', 'EventBus', 'utility'],
    ['org.greenrobot.greendao.AbstractDao', 'GreenDAO', 'data'],
    ['cn.jzvd.Jzvd', 'JiaoZiVideoPlayer', 'media'],
    ['androidx.core.app.NotificationCompat', 'AndroidX', 'platform'],
  ])('%s is of %s', (name, library, kind) => {
    expect(libraryOf(name)?.library).toEqual({ name: library, kind });
    expect(isLibraryClass(name)).toBe(true);
  });

  it('is one also where it was moved into another package; what only looks alike is not', () => {
    expect(
      ['com.vendor.shaded.okhttp3.Call', 'com.vendor.com.google.gson.Gson', 'com.vendor.repackaged.org.apache.commons.Lang'].map(
        isLibraryClass,
      ),
    ).toEqual([true, true, true]);
    expect(['cn.agency.okhttp3.Api', 'okhttp3x.Call', 'cn.agency.com.Tools', 'com.squareupx.Thing'].map(isLibraryClass)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('is told by the files it leaves where a minifier took its names', () => {
    expect(libraryOfFile('okhttp3/internal/publicsuffix/publicsuffixes.gz')?.name).toBe('OkHttp');
    expect(libraryOfFile('META-INF/rxjava.properties')?.name).toBe('RxJava');
    expect(libraryOfFile('assets/okhttp3/readme.txt')).toBeUndefined();
  });
});
