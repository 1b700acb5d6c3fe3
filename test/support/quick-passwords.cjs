// Loaded into the program under test before its own code: passwords at a thousandth of their cost, as the core's tests have
// them. Most window tests create nine accounts and sign in a dozen times; the real cost is met by the packed program's test.
const crypto = require('node:crypto')
const { syncBuiltinESMExports } = require('node:module')

const QUICK_COST = 2 ** 5
const { scrypt } = crypto
crypto.scrypt = (password, salt, length, options, done) => scrypt(password, salt, length, { ...options, N: QUICK_COST }, done)
syncBuiltinESMExports()
