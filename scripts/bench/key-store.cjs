// Stands in for a desktop's key store, which a machine without a desktop does not have: otherwise the program would
// rightly ask for the recovery passphrase first, and no log-in could be timed. Loaded by the benchmark only.
const { safeStorage } = require('electron')

if (process.platform === 'linux') {
  safeStorage.setUsePlainTextEncryption(true)
  safeStorage.getSelectedStorageBackend = () => 'gnome_libsecret'
}
