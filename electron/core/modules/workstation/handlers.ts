import { writeFile } from 'node:fs/promises'
import { AppError } from '../../../../domain/api/result.ts'
import { block, message } from '../../../../domain/message/message.ts'
import { recoverySheetValues } from '../../../../domain/print/recovery-sheet-values.ts'
import type { Handlers } from '../../handlers.ts'
import { composeDocument } from '../../print/compose.ts'
import { openPrintFonts } from '../../print/font.ts'
import { readLayout } from '../../print/layouts.ts'

export const workstationHandlers = {
  'workstation.printers': async (_input, { ports }) => ports.printer.list(),
  'workstation.chooseFolder': async ({ title }, { ports }) => ports.dialogs.chooseFolder(title),
  'workstation.saveFile': async ({ fileName, base64 }, context) => {
    // A name from a screen is a suggestion for the dialog and must not be a path.
    const path = await context.ports.dialogs.saveFile(fileName, fileName.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '-'))
    if (!path) return null
    const bytes = Buffer.from(base64, 'base64')
    await writeFile(path, bytes)
    await context.separately(async write => { write.fact('bytes', bytes.length) })
    return { path }
  },
  'workstation.reveal': async ({ path }, context) => {
    // Only what the program itself wrote: packages and backups. A renderer must not open any path it likes.
    const packages = await context.db.selectFrom('exportPackage').select('folder').where('folder', '=', path).executeTakeFirst()
    if (!packages) throw new AppError('not-found')
    await context.ports.dialogs.reveal(path)
    return null
  },
  'workstation.recoverySheet': async ({ passphrase, printerName }, context) => {
    const institution = await context.setting('institution')
    const { html } = composeDocument([{ layout: readLayout(context.ports.folders.resources, 'recoverySheet'), values: recoverySheetValues({ institution: institution.name, day: context.today, passphrase }) }],
      { fonts: openPrintFonts(context.ports.folders.fonts), mode: printerName ? 'print' : 'archive', title: '恢复口令单', watermark: '' })
    if (!printerName) return { base64: Buffer.from(await context.ports.printer.toPdf(html)).toString('base64'), outcome: 'pdf' as const }
    const { outcome } = await context.ports.printer.print({ html, printerName, silent: false, pageWidthMm: 210, pageHeightMm: 297 })
    return { base64: null, outcome }
  },
  'backup.run': async (_input, context) => {
    const { backups } = context.services
    if (!backups) throw new AppError('invalid', [block('', message('backup.notHere', '当前数据库由服务器统一备份'))])
    const info = await backups.run('manual', (await context.setting('backup')).secondFolder)
    await context.separately(async write => { write.fact('backup', info.name) })
    return info
  },
  'recovery.renew': async (_input, context) => {
    const { renewPassphrase } = context.services
    if (!renewPassphrase) throw new AppError('invalid', [block('', message('backup.notHere', '当前数据库由服务器统一备份'))])
    // Audit first: were the key file changed inside a write that then fails, the old sheet would be void and the new one unknown.
    await context.separately(async write => { write.fact('passphrase', 'renewed') })
    return { passphrase: await renewPassphrase() }
  },
} satisfies Partial<Handlers>
