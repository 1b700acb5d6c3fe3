// npm run -s bench -- NAME…: one JSON line per figure on stdout; without names, all of them.
import type { Bench } from './figure.ts'

const BENCHES: Record<string, () => Promise<Bench>> = {
  start: async () => (await import('./start.ts')).start,
  save: async () => (await import('./save.ts')).save,
  search: async () => (await import('./search.ts')).search,
  encryption: async () => (await import('./encryption.ts')).encryption,
  'certificate-pdf': async () => (await import('./certificate-pdf.ts')).certificatePdf,
  package: async () => (await import('./package.ts')).packageMonth,
  reconcile: async () => (await import('./reconcile.ts')).reconcile,
  certificate: async () => (await import('./certificate.ts')).certificate,
  growth: async () => (await import('./growth.ts')).growth,
  child: async () => (await import('./child.ts')).child,
  eye: async () => (await import('./eye.ts')).eye,
  maternal: async () => (await import('./maternal.ts')).maternal,
  prenatal: async () => (await import('./prenatal.ts')).prenatal,
  pelvic: async () => (await import('./pelvic.ts')).pelvic,
  home: async () => (await import('./home.ts')).home,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !Object.hasOwn(BENCHES, name))
if (unknown.length) {
  process.stderr.write(`没有这项测试 no such benchmark: ${unknown.join(', ')}\n可选 known: ${Object.keys(BENCHES).join(', ')}\n`)
  process.exit(2)
}
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted.length && !wanted.includes(name)) continue
  const bench = await load()
  for await (const figure of bench()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
