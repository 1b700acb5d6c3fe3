import { message, type Message } from '../../message/message.ts'

/** One rate of the clinic's year: what is counted over what, and where that was read. */
export type ChildFigure = {
  readonly title: Message
  readonly numerator: Message
  readonly denominator: Message
  readonly source: string
  /** K: general knowledge, to be checked against WS/T 598.5 and the current 妇幼健康统计调查制度. */
  readonly mark: 'K'
}

const SOURCE = '儿童保健说明 §16'
const served = message('childFigure.served', '常住(含居住半年以上)')

/**
 * The figures of a statistics year. Every definition is [K]: the note names them in one line each, what it leaves open
 * (which residents, which visit of several, which contacts) is written down here. Raise the version with every change.
 */
export const CHILD_FIGURE = {
  newbornVisit: {
    title: message('childFigure.newbornVisit', '新生儿访视率'), source: SOURCE, mark: 'K',
    numerator: message('childFigure.newbornVisit.numerator', '本年度出生、出生 28 天内接受 1 次及以上家庭访视的新生儿'),
    denominator: message('childFigure.newbornVisit.denominator', '本年度本院活产(外院出生由本院访视的计入分子,比率可大于 100%)'),
  },
  systemManaged: {
    title: message('childFigure.systemManaged', '3岁以下儿童系统管理率'), source: SOURCE, mark: 'K',
    numerator: message('childFigure.systemManaged.numerator', '本年度应查的健康检查(满月至30月龄:第1年4次、第2、3年各2次)全部完成,且本年度至少接受1次服务'),
    denominator: message('childFigure.systemManaged.denominator', '期末在管、不满3岁的常住儿童'),
  },
  healthManaged: {
    title: message('childFigure.healthManaged', '7岁以下儿童健康管理率'), source: SOURCE, mark: 'K',
    numerator: message('childFigure.healthManaged.numerator', '本年度接受1次及以上访视或健康检查'),
    denominator: message('childFigure.healthManaged.denominator', '期末在管、不满7岁的常住儿童'),
  },
  underweight: {
    title: message('childFigure.underweight', '5岁以下儿童低体重患病率'), source: `${SOURCE}; WS/T 423—2022`, mark: 'K',
    numerator: message('childFigure.underweight.numerator', '本年度最近一次评价为低体重或重度低体重'),
    denominator: message('childFigure.underweight.denominator', '本年度测量体重并可评价的5岁以下常住儿童'),
  },
  stunted: {
    title: message('childFigure.stunted', '5岁以下儿童生长迟缓率'), source: `${SOURCE}; WS/T 423—2022`, mark: 'K',
    numerator: message('childFigure.stunted.numerator', '本年度最近一次评价为生长迟缓或重度生长迟缓'),
    denominator: message('childFigure.stunted.denominator', '本年度测量身长(高)并可评价的5岁以下常住儿童'),
  },
  overweight: {
    title: message('childFigure.overweight', '5岁以下儿童超重率'), source: `${SOURCE}; WS/T 423—2022`, mark: 'K',
    numerator: message('childFigure.overweight.numerator', '本年度最近一次评价为超重(身长(高)别体重或BMI),不含肥胖'),
    denominator: message('childFigure.proportion.denominator', '本年度测量体重和身长(高)并可评价的5岁以下常住儿童'),
  },
  obese: {
    title: message('childFigure.obese', '5岁以下儿童肥胖率'), source: `${SOURCE}; WS/T 423—2022`, mark: 'K',
    numerator: message('childFigure.obese.numerator', '本年度最近一次评价为肥胖或重度肥胖(身长(高)别体重或BMI)'),
    denominator: message('childFigure.proportion.denominator', '本年度测量体重和身长(高)并可评价的5岁以下常住儿童'),
  },
  anaemia: {
    title: message('childFigure.anaemia', '5岁以下儿童贫血患病率'), source: `${SOURCE}、§9.2`, mark: 'K',
    numerator: message('childFigure.anaemia.numerator', '本年度最近一次血红蛋白低于该年龄(海拔)界值'),
    denominator: message('childFigure.anaemia.denominator', '本年度检测血红蛋白的满6月龄、不满5岁的常住儿童'),
  },
} as const satisfies Record<string, ChildFigure>

export type ChildFigureId = keyof typeof CHILD_FIGURE
export const CHILD_FIGURE_IDS = Object.keys(CHILD_FIGURE) as [ChildFigureId, ...ChildFigureId[]]
export const CHILD_FIGURES_VERSION = 1
/** Who is counted as living here (note §2). */
export const CHILD_FIGURES_POPULATION = served

/** Ages that bound the figures, in completed months and days. */
export const FIGURE_AGE = { systemBelowMonths: 36, healthBelowMonths: 84, prevalenceBelowMonths: 60, anaemiaFromMonths: 6, newbornDays: 28, systemContactUntilMonths: 30 } as const
