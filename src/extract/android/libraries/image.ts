import type { LibraryTable } from './table.js';

export const IMAGE: LibraryTable = {
  kind: 'image',
  lines: `
Glide = com.bumptech.glide
Glide Transformations = jp.wasabeef.glide jp.wasabeef.blurry
Picasso = com.squareup.picasso
Fresco = com.facebook.fresco com.facebook.drawee com.facebook.imagepipeline com.facebook.imageutils com.facebook.common.memory
Universal Image Loader = com.nostra13.universalimageloader
Coil = coil coil3
Sketch = me.panpf.sketch
PhotoView = com.github.chrisbanes.photoview uk.co.senab.photoview com.bm.library
Subsampling Scale Image View = com.davemorrissey.labs
BigImageViewer = cc.shinichi.library com.github.piasy.biv com.previewlibrary com.maning.imagebrowserlibrary
uCrop = com.yalantis.ucrop
CropView = com.isseiaoki.simplecropview com.theartofdev.edmodo com.canhub.cropper com.soundcloud.android.crop
Luban = top.zibin.luban me.shaohui.advancedluban
Compressor = id.zelory.compressor com.zxy.tiny com.nanchen.compresshelper
CircleImageView / RoundedImageView = de.hdodenhof.circleimageview com.makeramen.roundedimageview com.joooonho
android-gif-drawable = pl.droidsonroids.gif
Lottie = com.airbnb.lottie
SVGAPlayer = com.opensource.svgaplayer
AndroidSVG = com.caverock.androidsvg
libpag = org.libpag
GPUImage = jp.co.cyberagent.android.gpuimage
PictureSelector = com.luck.picture.lib com.luck.lib.camerax
Matisse = com.zhihu.matisse
Boxing = com.bilibili.boxing com.bilibili.boxing_impl
ImagePicker = com.lzy.imagepicker com.lzy.ninegrid com.ypx.imagepicker com.linchaolong.android.imagepicker com.github.dhaval2404.imagepicker com.esafirm.imagepicker
TakePhoto = com.jph.takephoto org.devio.takephoto
GalleryFinal = cn.finalteam.galleryfinal cn.finalteam.rxgalleryfinal
PhotoPicker = me.iwf.photopicker com.foamtrace.photopicker com.lling.photopicker
MultiImageSelector = me.nereo.multi_image_selector com.donkingliang.imageselector com.yuyh.library com.wildma.pictureselector
BGAPhotoPicker = cn.bingoogolapple.photopicker cn.bingoogolapple.baseadapter
EasyPhotos = com.huantansheng.easyphotos
Album = com.yanzhenjie.album
FilePicker = droidninja.filepicker com.leon.lfilepickerlibrary com.nbsp.materialfilepicker
CameraView = com.otaliastudios.cameraview com.cjt2325.cameralibrary com.google.android.cameraview com.camerakit com.wonderkiln.camerakit io.fotoapparat
AndroidWM = com.watermark.androidwm
`,
};
