import type { LibraryTable } from './table.js';

export const MEDIA: LibraryTable = {
  kind: 'media',
  lines: `
ExoPlayer = com.google.android.exoplayer com.google.android.exoplayer2
ijkplayer = tv.danmaku.ijk tv.danmaku.media
GSYVideoPlayer = com.shuyu.gsyvideoplayer com.shuyu.gsy
JiaoZiVideoPlayer = cn.jzvd fm.jiecao
DKPlayer = xyz.doikki com.dueeeke
NiceVieoPlayer = com.xiao.nicevideoplayer
DanmakuFlameMaster = master.flame.danmaku
Vitamio = io.vov.vitamio
VLC = org.videolan
FFmpeg = com.arthenica nl.bravobit.ffmpeg com.github.hiteshsondhi88 io.microshow
JavaCV = org.bytedeco
MP4Parser = com.coremedia com.googlecode.mp4parser org.mp4parser
LAME / audio recording = com.czt.mp3recorder com.zlw.main com.carlos.voiceline
WebRTC = org.webrtc
Librtmp = net.ossrs com.pedro.rtmp com.pedro.rtplibrary com.laifeng
Polyv = com.easefun.polyvsdk com.plv
Baijiayun = com.baijiayun com.baijiahulian
CC video = com.bokecc
Ximalaya = com.ximalaya.ting
`,
};
