'use strict';
// Stands in the bundle for node:child_process.
module.exports = {};
