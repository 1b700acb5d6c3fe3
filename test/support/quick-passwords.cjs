// Loaded before the program's own code, in the core's tests and in the window's: passwords at a thousandth of their cost. Most
// tests have nine accounts and sign in a dozen times. The passphrase keeps its cost: another program must open what it wraps.
const crypto = require('node:crypto')
const { syncBuiltinESMExports } = require('node:module')

const PASSWORD_COST = 2 ** 15
const QUICK_COST = 2 ** 5
const { scrypt } = crypto
crypto.scrypt = (password, salt, length, options, done) => scrypt(password, salt, length, { ...options, N: options.N === PASSWORD_COST ? QUICK_COST : options.N }, done)
syncBuiltinESMExports()
