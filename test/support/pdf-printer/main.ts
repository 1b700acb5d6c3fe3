/** Runs as Electron's main program: prints every `NAME.html` of a folder to `NAME.pdf` with the shell's own printer. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app } from 'electron'
import { hiddenPrinter } from '../../../electron/shell/printer.ts'
import { registerScheme } from '../../../electron/shell/protocol.ts'

const [folder, fonts] = process.argv.slice(-2)
if (!folder || !fonts) throw new Error('usage: main.ts FOLDER FONTS')
app.setPath('userData', join(folder, 'profile'))
registerScheme()
app.whenReady().then(async () => {
  const printer = hiddenPrinter(fonts)
  for (const name of readdirSync(folder).filter(file => file.endsWith('.html')).sort()) {
    writeFileSync(join(folder, name.replace(/html$/, 'pdf')), await printer.toPdf(readFileSync(join(folder, name), 'utf8')))
  }
  printer.close()
  app.exit(0)
}).catch((error: unknown) => {
  console.error(error)
  app.exit(1)
})
