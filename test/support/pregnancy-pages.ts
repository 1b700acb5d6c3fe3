/**
 * Whether a page names pregnant women, and how it says how far each is: `head` by the line on top, `rows` by the column of
 * its list, `case` by the line of a case of 艾梅乙, which names nobody, `taker` by a line on top where
 * its woman is pregnant. `none` says why it need not.
 */
export type PregnancyPage = 'head' | 'taker' | 'rows' | 'case' | { readonly none: string }

const AFTER_BIRTH = { none: 'a list after the birth: the day of the birth stands in its place' }
const FIGURES = { none: 'numbers and papers without a woman' }
const NO_WOMAN_YET = { none: 'the pregnancy begins here' }
const PLANS = { none: 'before a pregnancy: couples, women of every age' }
const OTHERS = { none: 'not of pregnant women' }

/** The first that fits an address decides: a path with `:part` for anything, and what must stand in its query. A path that ends with `*` fits all below it. */
const DECISIONS: readonly (readonly [address: string, page: PregnancyPage])[] = [
  ['/pregnancies/new', NO_WOMAN_YET], ['/pregnancies/statistics', FIGURES], ['/pregnancies/risk', 'rows'],
  ...['postpartumVisit', 'postpartumCheck', 'closing'].map(view => [`/pregnancies?view=${view}`, AFTER_BIRTH] as const), ['/pregnancies?view=lost', AFTER_BIRTH], ['/pregnancies?state=delivered', AFTER_BIRTH], ['/pregnancies', 'rows'],
  ['/pregnancies/*', 'head'],
  ['/prenatal/bulletin', 'rows'], ['/prenatal/bulletin/print', FIGURES], ['/prenatal/figures', FIGURES], ['/prenatal/files?view=files', FIGURES], ['/prenatal/files', 'rows'], ['/prenatal/handovers/:id', 'rows'], ['/prenatal', 'rows'],
  ['/prenatal/print?what=handover', FIGURES], ['/prenatal/*', 'head'],
  ['/infections/figures', FIGURES], ['/infections', 'rows'], ['/infections/*', 'case'],
  ['/women?tab=folicAcid', 'rows'], ['/women', PLANS], ['/women/*', PLANS],
  ['/folic-acid/figures', FIGURES], ['/folic-acid/*', 'taker'],
  ...['premarital', 'preconception', 'fertility-bases'].map(of => [`/${of}/*`, PLANS] as const),
  ['/maternal', 'rows'], ['/maternal/*', 'taker'], ['/referrals', OTHERS], ['/referrals/*', 'taker'],
  ['/', { none: 'five names of each list; the list itself says the rest' }],
  ...['report-cards', 'people', 'deliveries', 'children', 'eyes', 'pelvic', 'certificate', 'replacements', 'printing', 'ledgers', 'annual', 'stock', 'stocktake', 'reconciliation', 'package', 'audit', 'backup', 'users', 'settings', 'password']
    .flatMap(of => [[`/${of}`, OTHERS], [`/${of}/*`, OTHERS]] as const),
]

function fits(pattern: string, address: string): boolean {
  const [path = '', query = ''] = pattern.split('?')
  const [askedPath = '', askedQuery = ''] = address.split('?')
  const [own, asked] = [path.split('/'), askedPath.split('/')]
  const given = new URLSearchParams(askedQuery)
  return (path.endsWith('/*') ? asked.length >= own.length : asked.length === own.length)
    && own.every((part, at) => part === '*' || part.startsWith(':') || part === asked[at]) && [...new URLSearchParams(query)].every(([name, value]) => given.get(name) === value)
}

/** What was decided of the page at an address; undefined for one nobody thought of. */
export const pregnancyPageOf = (address: string): PregnancyPage | undefined => DECISIONS.find(([pattern]) => fits(pattern, address))?.[1]
