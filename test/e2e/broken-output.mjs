// Loaded before the command by `--import`: something inside it breaks that nobody thought of.
process.stdout.write = () => {
  throw new TypeError('broken');
};
