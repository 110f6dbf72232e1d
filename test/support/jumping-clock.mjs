// Loaded before the command: the machine's time is set a day ahead, then two days back, and so on, twice a second.
const RealDate = Date;
const DAY = 86_400_000;
const started = RealDate.now();
const skew = () => (Math.floor((RealDate.now() - started) / 250) % 2 === 0 ? DAY : -DAY);
globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [RealDate.now() + skew()] : args));
  }
  static now() {
    return RealDate.now() + skew();
  }
};
