import { type ApiRow, below, only } from './row.js';

/** Where a device is, also followed over time, and how far it is from a place. */
export const LOCATION: ApiRow[] = [
  [
    below('com.amap.api.track', 'com.baidu.trace'),
    /^(start\w*|addTrack|addTerminal|query\w*|setOnTrackListener)$/,
    'background-location',
  ],
  // Both keep a notification up so that positions are read on in the background.
  [
    below('com.amap.api.location', 'com.baidu.location', 'com.tencent.map.geolocation'),
    /^(enableBackgroundLocation|enableLocInForeground|enableForegroundLocation)$/,
    'background-location',
  ],
  [
    only('android.location.LocationManager', 'androidx.core.location.LocationManagerCompat'),
    /^(request\w*Update\w*|getLastKnownLocation|getCurrentLocation|addProximityAlert|addNmeaListener)$/,
    'location',
  ],
  [
    below('com.google.android.gms.location', 'com.huawei.hms.location', 'com.hihonor.hms.location', 'com.huawei.hmf.location'),
    /^(request\w*Location\w*|getLastLocation|getCurrentLocation|addGeofences|createGeofenceList)$/,
    'location',
  ],
  [
    below('com.amap.api.location', 'com.baidu.location', 'com.tencent.map.geolocation', 'com.tianditu'),
    /^(start\w*|request\w*|restart|getLastKnownLocation|addGeoFence\w*|createGeoFence)$/,
    'location',
  ],
  [below('com.amap.api.fence'), /^(addGeoFence\w*|createPendingIntent|setGeoFenceListener)$/, 'location'],
  [only('com.tencent.map.geolocation.TencentGeofenceManager'), /^addFence$/, 'location'],
  [only('android.location.Geocoder'), /^getFromLocation\w*$/, 'location'],
  // A position a mocking app made up is refused: what proves presence has to be real.
  [only('android.location.Location'), /^(distance(Between|To)|isFromMockProvider|isMock)$/, 'location'],
  [only('com.amap.api.maps.AMapUtils', 'com.amap.api.maps2d.AMapUtils'), /^calculate\w*Distance$/, 'location'],
  [
    only('com.baidu.mapapi.utils.DistanceUtil', 'com.baidu.mapapi.utils.SpatialRelationUtil'),
    /^(getDistance|is\w+Contains\w*)$/,
    'location',
  ],
  [only('com.tencent.map.geolocation.TencentLocationUtils'), /^(distanceBetween|isFromGps|contains)$/, 'location'],
  [
    below('com.amap.api.maps', 'com.amap.api.maps2d', 'com.baidu.mapapi', 'com.tencent.tencentmap', 'com.tencent.mapsdk'),
    /^(getMap|onCreate|addMarker|addOverlay|addPolyline)$/,
    'map',
  ],
  [only('android.net.wifi.WifiInfo', 'android.net.wifi.WifiManager'), /^(getBSSID|getScanResults|startScan)$/, 'nearby'],
  [
    /^(android\.bluetooth\.(le\.)?Bluetooth\w*|org\.altbeacon\.beacon\.BeaconManager|com\.inuker\.bluetooth\.library\.BluetoothClient)$/,
    /^(startDiscovery|startScan|startLeScan|startRangingBeacons\w*|startMonitoring\w*|search)$/,
    'nearby',
  ],
  [only('android.nfc.NfcAdapter'), /^(enableForegroundDispatch|enableReaderMode)$/, 'nearby'],
  [/^android\.nfc\.tech\.\w+$/, /^(get|connect)$/, 'nearby'],
  [
    below('com.google.android.gms.fitness', 'com.huawei.hms.hihealth', 'com.huawei.hihealthkit', 'com.today.step'),
    /^(read\w*|subscribe|history|getHistoryClient|query\w*|get\w*Step\w*|<init>|init)$/,
    'step',
  ],
];
