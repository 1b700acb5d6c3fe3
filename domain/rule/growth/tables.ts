// Growth standards as compact arrays. The files are resources/growth/<folder>/*.csv; whoever reads them hands in a function.

/** One sex's numbers, row after row. */
type BySex = { readonly boys: Float64Array; readonly girls: Float64Array }

/** L, M, S at every whole step of the key from `first` to `last`: days, months, or tenths of a centimetre. */
export type LmsTable = BySex & { readonly first: number; readonly last: number }

/** Printed cut-offs, `columns` per row, kept as whole numbers of 1/scale so that comparing with a measurement is exact. */
export type CutoffTable = BySex & {
  readonly scale: number
  readonly columns: number
  readonly first: number
  readonly last: number
  readonly keys: Float64Array
  /** For every whole key from first to last: the index of the last row not above it. */
  readonly rowAt: Uint8Array
}

/** The twelve tables of WS/T 423, by SD or by percentile. */
export type Wst423Tables = {
  readonly wfa: CutoffTable
  readonly lhfa: CutoffTable
  readonly bfa: CutoffTable
  readonly hcfa: CutoffTable
  readonly wfl: CutoffTable
  readonly wfh: CutoffTable
}

/** Every table the program knows. */
export type GrowthTables = {
  readonly who2006: { readonly wfa: LmsTable; readonly lhfa: LmsTable; readonly bfa: LmsTable; readonly hcfa: LmsTable; readonly acfa: LmsTable; readonly wfl: LmsTable; readonly wfh: LmsTable }
  readonly who2007: { readonly wfa: LmsTable; readonly lhfa: LmsTable; readonly bfa: LmsTable }
  readonly wst423: { readonly sd: Wst423Tables; readonly percentile: Wst423Tables }
  /** WS/T 586: overweight and obesity by half year. */
  readonly wst586: CutoffTable
  /** WS/T 612: −2 … +2 SD of height by year. */
  readonly wst612: CutoffTable
  /** WS/T 800: P3 … P97 at birth by completed week; weight in grams. */
  readonly wst800: { readonly wfa: CutoffTable; readonly lhfa: CutoffTable; readonly hcfa: CutoffTable }
}

/** The numbers of one sex: 1 boys, 2 girls. */
export const ofSex = (table: BySex, sex: 1 | 2): Float64Array => sex === 1 ? table.boys : table.girls

const SD_COLUMNS = ['sd_neg3', 'sd_neg2', 'sd_neg1', 'median', 'sd_pos1', 'sd_pos2', 'sd_pos3']
const PERCENTILE_COLUMNS = ['p3', 'p10', 'p25', 'p50', 'p75', 'p90', 'p97']

type ParsedRow = { sex: number; key: number; values: number[] }

/** Reads the named columns of a table file; a file that is not what it should be must not start the program. */
function rowsOf(path: string, text: string, keyColumn: string, keyScale: number, columns: readonly string[]): ParsedRow[] {
  const [header = '', ...lines] = text.trim().split(/\r?\n/)
  const names = header.split(',')
  const places = ['sex', keyColumn, ...columns].map(name => names.indexOf(name))
  if (places.includes(-1)) throw new Error(`${path}: columns ${['sex', keyColumn, ...columns].filter(name => !names.includes(name)).join()} are missing`)
  return lines.map((line, index) => {
    const cells = line.split(',')
    const numbers = places.map(place => cells[place] === undefined || cells[place] === '' ? Number.NaN : Number(cells[place]))
    const [sex = 0, key = 0, ...values] = numbers
    if (numbers.some(one => !Number.isFinite(one)) || (sex !== 1 && sex !== 2)) throw new Error(`${path}: line ${index + 2} is damaged`)
    return { sex, key: Math.round(key * keyScale), values }
  })
}

/** Both sexes' rows; they must have the same keys in rising order. */
function bothSexes(path: string, rows: readonly ParsedRow[]): { keys: number[]; boys: ParsedRow[]; girls: ParsedRow[] } {
  const [boys, girls] = [rows.filter(row => row.sex === 1), rows.filter(row => row.sex === 2)]
  const keys = boys.map(row => row.key)
  const isRising = keys.every((key, index) => index === 0 || key > (keys[index - 1] ?? 0))
  if (keys.length === 0 || !isRising || girls.map(row => row.key).join() !== keys.join()) throw new Error(`${path}: the rows of both sexes do not match`)
  return { keys, boys, girls }
}

function lmsTable(path: string, text: string, keyColumn: string, keyScale = 1): LmsTable {
  const { keys, boys, girls } = bothSexes(path, rowsOf(path, text, keyColumn, keyScale, ['l', 'm', 's']))
  const [first = 0, last = 0] = [keys[0], keys.at(-1)]
  if (keys.length !== last - first + 1) throw new Error(`${path}: rows are missing`)
  return { first, last, boys: Float64Array.from(boys.flatMap(row => row.values)), girls: Float64Array.from(girls.flatMap(row => row.values)) }
}

function cutoffTable(path: string, text: string, keyColumn: string, columns: readonly string[], scale: number, keyScale = 1): CutoffTable {
  const { keys, boys, girls } = bothSexes(path, rowsOf(path, text, keyColumn, keyScale, columns))
  const [first = 0, last = 0] = [keys[0], keys.at(-1)]
  const rowAt = new Uint8Array(last - first + 1)
  for (let key = first, row = 0; key <= last; key++) {
    if ((keys[row + 1] ?? Infinity) <= key) row++
    rowAt[key - first] = row
  }
  const whole = (rows: readonly ParsedRow[]) => Float64Array.from(rows.flatMap(row => row.values.map(value => Math.round(value * scale))))
  return { scale, columns: columns.length, first, last, keys: Float64Array.from(keys), rowAt, boys: whole(boys), girls: whole(girls) }
}

/** Reads all tables; `read` answers the text of a file below resources/growth. Throws on a missing or damaged table. */
export function parseGrowthTables(read: (path: string) => string): GrowthTables {
  const lms = (path: string, key: string, keyScale = 1) => lmsTable(path, read(path), key, keyScale)
  const cutoffs = (path: string, key: string, columns: readonly string[], scale: number, keyScale = 1) => cutoffTable(path, read(path), key, columns, scale, keyScale)
  const wst423 = (kind: 'sd' | 'percentile', columns: readonly string[]): Wst423Tables => {
    const table = (name: string, key: string) => cutoffs(`wst423-2022/${name}_${kind}.csv`, key, columns, 10)
    return {
      wfa: table('weight_for_age', 'age_months'), lhfa: table('length_height_for_age', 'age_months'), bfa: table('bmi_for_age', 'age_months'),
      hcfa: table('head_circumference_for_age', 'age_months'), wfl: table('weight_for_length', 'length_cm'), wfh: table('weight_for_height', 'height_cm'),
    }
  }
  return {
    who2006: {
      wfa: lms('who2006/weight_for_age.csv', 'age_days'), lhfa: lms('who2006/length_height_for_age.csv', 'age_days'), bfa: lms('who2006/bmi_for_age.csv', 'age_days'),
      hcfa: lms('who2006/head_circumference_for_age.csv', 'age_days'), acfa: lms('who2006/arm_circumference_for_age.csv', 'age_days'),
      wfl: lms('who2006/weight_for_length.csv', 'length_cm', 10), wfh: lms('who2006/weight_for_height.csv', 'height_cm', 10),
    },
    who2007: { wfa: lms('who2007/weight_for_age.csv', 'age_months'), lhfa: lms('who2007/height_for_age.csv', 'age_months'), bfa: lms('who2007/bmi_for_age.csv', 'age_months') },
    wst423: { sd: wst423('sd', SD_COLUMNS), percentile: wst423('percentile', PERCENTILE_COLUMNS) },
    wst586: cutoffs('school-age-cn/wst586-2018_bmi_cutoffs.csv', 'age_years_from', ['overweight_ge', 'obesity_ge'], 10, 2),
    wst612: cutoffs('school-age-cn/wst612-2018_height_for_age_sd.csv', 'age_years', ['sd_neg2', 'sd_neg1', 'median', 'sd_pos1', 'sd_pos2'], 100),
    wst800: {
      wfa: cutoffs('wst800-2022/birth_weight_g.csv', 'gestation_weeks', PERCENTILE_COLUMNS, 1),
      lhfa: cutoffs('wst800-2022/birth_length_cm.csv', 'gestation_weeks', PERCENTILE_COLUMNS, 10),
      hcfa: cutoffs('wst800-2022/birth_head_circumference_cm.csv', 'gestation_weeks', PERCENTILE_COLUMNS, 10),
    },
  }
}
