import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How a virtual printer treats the paper; what is left out is a plain A4 printer that prints to the edge. */
export type PrinterMake = {
  name: string
  /** What the driver takes when nobody says otherwise: `Letter` is what a printer set up abroad does. */
  defaultPaper?: 'A4' | 'Letter'
  /** The strip on every side the printer cannot reach, as its driver declares it. */
  marginMm?: number
  /** A sheet fed beside its place: everything lands this far right and down. */
  feedMm?: { right: number; down: number }
  /** The driver's "fit to page" is on: CUPS itself makes everything small enough for the part it can reach. */
  fitToPage?: boolean
  /** Debian's driver of CUPS-PDF: the sheet goes through PostScript, as it does with an older office printer. */
  driver?: 'cups-pdf'
}

export type VirtualPrinters = {
  /** What the program under test needs in its environment to see these printers and no others. */
  env: Record<string, string>
  /** Waits for the sheet that comes out of this printer next, as PDF. */
  nextSheet(name: string): Promise<Uint8Array>
  /** Takes a printer away, as a pulled plug or a renamed queue does. */
  remove(name: string): Promise<void>
  /** Stops the printer: jobs are refused by its queue. */
  reject(name: string): Promise<void>
  sheetsOut(name: string): number
  /** Options of every job so far, as the spooler passed them to the printer. */
  options(name: string): string[]
  close(): Promise<void>
}

const CUPS_PDF_DRIVER = '/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd'

/** Why there can be no virtual printer on this machine; null when there can. */
export function whyNoVirtualPrinter(): string | null {
  if (process.platform !== 'linux') return '本机不是 Linux,没有 CUPS 虚拟打印机:跳过 | not Linux: no virtual printer here'
  const missing = ['/usr/sbin/cupsd', '/usr/sbin/lpadmin', '/usr/lib/cups/filter/pdftopdf', '/usr/bin/gs', CUPS_PDF_DRIVER].filter(path => !existsSync(path))
  if (missing.length > 0) return `本机没有 CUPS(${missing.join(' ')}),npm test 以 root 运行时会自动安装:跳过 | no CUPS here`
  return null
}

const POINTS_PER_MM = 72 / 25.4
const round = (value: number): string => String(Math.round(value * 100) / 100)

/** A driver's description in the old format that CUPS 2 reads: A4, Letter and any size, PDF in, PDF out. */
function driverDescription(make: PrinterMake): string {
  const edge = (make.marginMm ?? 0) * POINTS_PER_MM
  const sizes = { A4: [595, 842], Letter: [612, 792] } as const
  const paper = make.defaultPaper ?? 'A4'
  return `*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "VIRTUAL.PPD"
*Manufacturer: "Virtual"
*Product: "(Virtual)"
*ModelName: "Virtual ${make.name}"
*ShortNickName: "Virtual ${make.name}"
*NickName: "Virtual ${make.name}"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*FileSystem: False
*Throughput: "1"
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: ${paper}
${Object.entries(sizes).map(([name, [w, h]]) => `*PageSize ${name}/${name}: "<</PageSize[${w} ${h}]/ImagingBBox null>>setpagedevice"`).join('\n')}
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: ${paper}
${Object.entries(sizes).map(([name, [w, h]]) => `*PageRegion ${name}/${name}: "<</PageSize[${w} ${h}]/ImagingBBox null>>setpagedevice"`).join('\n')}
*CloseUI: *PageRegion
*DefaultImageableArea: ${paper}
${Object.entries(sizes).map(([name, [w, h]]) => `*ImageableArea ${name}/${name}: "${round(edge)} ${round(edge)} ${round(w - edge)} ${round(h - edge)}"`).join('\n')}
*DefaultPaperDimension: ${paper}
${Object.entries(sizes).map(([name, [w, h]]) => `*PaperDimension ${name}/${name}: "${w} ${h}"`).join('\n')}
*OpenUI *Resolution/Output Resolution: PickOne
*OrderDependency: 20 AnySetup *Resolution
*DefaultResolution: 600dpi
*Resolution 600dpi/600 DPI: "<</HWResolution[600 600]>>setpagedevice"
*CloseUI: *Resolution
*DefaultFont: Courier
`
}

/**
 * What stands where the printer would: it keeps each sheet as PDF, put where this printer puts it. CUPS-PDF's own backend
 * is not used, because it reads one fixed file under /etc and writes into somebody's home.
 */
const BACKEND = `#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct keep "Virtual" "Keeps every sheet"'; exit 0; fi
folder=$(dirname "$0")/../../out/$PRINTER
number=$(printf %06d "$1")
cat \${6:+"$6"} > "$folder/$number.part" || exit 1
printf '%s\\n' "$5" > "$folder/$number.options"
if [ -f "$folder/place" ]; then
  gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite -dFIXEDMEDIA -dDEVICEWIDTHPOINTS=595 -dDEVICEHEIGHTPOINTS=842 -dAutoRotatePages=/None \\
    -sOutputFile="$folder/$number.moved" -c "$(cat "$folder/place")" -f "$folder/$number.part" || exit 1
  mv "$folder/$number.moved" "$folder/$number.part"
fi
mv "$folder/$number.part" "$folder/$number.pdf"
`

/**
 * Starts CUPS for this test alone: its own settings, socket and folders, nothing of the machine's own CUPS touched and
 * nothing left behind. What the spooler sends to the printer after its filters is what would stand on the paper.
 */
export async function startVirtualPrinters(makes: readonly PrinterMake[]): Promise<VirtualPrinters> {
  const folder = mkdtempSync(join(tmpdir(), 'fuyou-cups-'))
  // CUPS runs filters and backends as another user, who must be able to enter.
  chmodSync(folder, 0o755)
  const make = (...path: string[]): string => {
    const full = join(folder, ...path)
    mkdirSync(full, { recursive: true, mode: 0o755 })
    return full
  }
  for (const name of ['root', 'cache', 'state', 'spool', 'spool/tmp', 'log', 'bin/backend', 'out']) make(name)
  chmodSync(join(folder, 'spool/tmp'), 0o1777)
  for (const part of ['filter', 'daemon', 'monitor', 'notifier', 'driver']) if (existsSync(join('/usr/lib/cups', part))) symlinkSync(join('/usr/lib/cups', part), join(folder, 'bin', part))
  writeFileSync(join(folder, 'bin/backend/keep'), BACKEND, { mode: 0o755 })
  const socket = join(folder, 'socket')
  const isRoot = process.getuid?.() === 0
  writeFileSync(join(folder, 'cupsd.conf'), `LogLevel warn
Listen ${socket}
Browsing Off
WebInterface No
DefaultAuthType None
DefaultPaperSize A4
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
`)
  writeFileSync(join(folder, 'cups-files.conf'), `ServerRoot ${folder}/root
CacheDir ${folder}/cache
StateDir ${folder}/state
RequestRoot ${folder}/spool
TempDir ${folder}/spool/tmp
ServerBin ${folder}/bin
DataDir /usr/share/cups
AccessLog ${folder}/log/access
ErrorLog ${folder}/log/error
PageLog ${folder}/log/page
Sandboxing relaxed
${isRoot ? 'User lp\nGroup lp\nSystemGroup root' : ''}
`)
  // Not by its own path: a machine's AppArmor profile for /usr/sbin/cupsd allows only the machine's own folders.
  const program = join(folder, 'cupsd')
  writeFileSync(program, readFileSync('/usr/sbin/cupsd'), { mode: 0o755 })
  const server: ChildProcess = spawn(program, ['-f', '-c', join(folder, 'cupsd.conf'), '-s', join(folder, 'cups-files.conf')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr!.on('data', chunk => { said += String(chunk) })
  const ended = new Promise<void>(resolve => { server.once('exit', () => resolve()) })
  const env = { CUPS_SERVER: socket, LANG: 'C.UTF-8' }
  const ask = (command: string, ...args: string[]) => run(command, args, { env: { ...process.env, ...env } })
  const outOf = (name: string): string => join(folder, 'out', name)
  const sheets = (name: string): string[] => readdirSync(outOf(name)).filter(file => file.endsWith('.pdf')).sort()
  const taken = new Map<string, number>()

  const close = async (): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) server.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
  try {
    await until('CUPS answers', async () => {
      if (server.exitCode !== null) throw new Error(`cupsd ended: ${said}`)
      return existsSync(socket) && await ask('/usr/bin/lpstat', '-r').then(answer => /is running/.test(answer.stdout), () => false)
    })
    for (const one of makes) {
      make('out', one.name)
      chmodSync(outOf(one.name), 0o777)
      const { right, down } = one.feedMm ?? { right: 0, down: 0 }
      if (one.feedMm || one.driver) {
        writeFileSync(join(outOf(one.name), 'place'), `<</Install {${right * POINTS_PER_MM} ${-down * POINTS_PER_MM} translate}>> setpagedevice`)
      }
      const description = join(folder, `${one.name}.ppd`)
      writeFileSync(description, driverDescription(one))
      await ask('/usr/sbin/lpadmin', '-p', one.name, '-E', '-v', 'keep:/out', '-P', one.driver ? CUPS_PDF_DRIVER : description,
        '-o', 'printer-error-policy=abort-job', ...(one.fitToPage ? ['-o', 'fit-to-page-default=true', '-o', 'print-scaling-default=fit'] : []))
    }
  } catch (error) {
    const log = existsSync(join(folder, 'log/error')) ? readFileSync(join(folder, 'log/error'), 'utf8') : ''
    await close()
    throw new Error(`the virtual printer did not start: ${String(error)}\n${said}\n${log}`, { cause: error })
  }
  return {
    env,
    sheetsOut: name => sheets(name).length,
    options: name => sheets(name).map(file => readFileSync(join(outOf(name), file.replace(/pdf$/, 'options')), 'utf8').trim()),
    async nextSheet(name) {
      const index = taken.get(name) ?? 0
      await until(`sheet ${index + 1} of ${name}`, async () => sheets(name).length > index)
      taken.set(name, index + 1)
      return new Uint8Array(readFileSync(join(outOf(name), sheets(name)[index]!)))
    },
    remove: async name => { await ask('/usr/sbin/lpadmin', '-x', name) },
    reject: async name => { await ask('/usr/sbin/cupsreject', name) },
    close,
  }
}

/** Looks again until something is so; the limit is for a machine that hangs, not for a slow one. */
async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const endMs = Date.now() + 60_000
  while (!await isSo()) {
    if (Date.now() > endMs) throw new Error(`waited a minute in vain: ${what}`)
    await new Promise(resolve => { setTimeout(resolve, 25) })
  }
}
