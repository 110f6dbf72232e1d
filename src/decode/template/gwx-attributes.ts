/** Elements of the platform itself: their attributes are never written with capitals. */
const BUILT_IN = new Set(
  (
    'view scroll-view swiper swiper-item movable-area movable-view cover-view cover-image match-media page-container root-portal ' +
    'share-element icon text rich-text progress button checkbox checkbox-group editor form input keyboard-accessory label picker ' +
    'picker-view picker-view-column radio radio-group slider switch textarea navigator functional-page-navigator audio image video ' +
    'camera live-player live-pusher voip-room map canvas open-data web-view ad ad-custom official-account official-account-publish ' +
    'navigation-bar page-meta channel-live channel-video block slot template contact-button'
  ).split(' '),
);
const AS_WRITTEN = /^(data-|bind|catch|mut-|capture-|generic:|model:|slot:|wx:|worklet:|mark:|change:)/;

/**
 * Name of an attribute as written in WXML. The compiler turns `open-type` into `openType`; for components of the app both
 * spellings mean the same, so theirs is left as it is.
 */
export function attributeName(element: string, name: string): string {
  if (!BUILT_IN.has(element) || AS_WRITTEN.test(name)) return name;
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
