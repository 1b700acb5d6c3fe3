import { z } from 'zod'
import { HOME_TRAINING, type HomeTraining } from '../../code/pelvic-care.ts'
import { message, type Message } from '../../message/message.ts'
import { type Fault, says } from '../../settings/said.ts'

const BEST_STRENGTH = 5
export const MOST_LEVELS = 4
const MOST_POSTURE = 120
type Amount = { readonly limits: readonly [number, number]; wrong(params: { level: number; least: number; most: number }): Message }
/** The numbers of a level, what they may be, and what is said of one that may not. */
export const HOME_LEVEL_AMOUNTS = {
  upToStrength: { limits: [0, BEST_STRENGTH], wrong: params => message('homeExercise.upToStrength', '第{{level}}级“肌力到”应为 {{least}}–{{most}} 的整数,请改正', params) },
  holdSeconds: { limits: [1, 20], wrong: params => message('homeExercise.holdSeconds', '第{{level}}级“收紧”应为 {{least}}–{{most}} 秒的整数,请改正', params) },
  restSeconds: { limits: [1, 60], wrong: params => message('homeExercise.restSeconds', '第{{level}}级“放松”应为 {{least}}–{{most}} 秒的整数,请改正', params) },
  times: { limits: [1, 50], wrong: params => message('homeExercise.times', '第{{level}}级“慢收缩”应为 {{least}}–{{most}} 的整数,请改正', params) },
  quickTimes: { limits: [0, 50], wrong: params => message('homeExercise.quickTimes', '第{{level}}级“快收缩”应为 {{least}}–{{most}} 的整数,不做填 0', params) },
  roundsADay: { limits: [1, 10], wrong: params => message('homeExercise.roundsADay', '第{{level}}级“每天”应为 {{least}}–{{most}} 的整数,请改正', params) },
} as const satisfies Readonly<Record<string, Amount>>
export type HomeLevelAmount = keyof typeof HOME_LEVEL_AMOUNTS
export const HOME_LEVEL_AMOUNT_NAMES = Object.keys(HOME_LEVEL_AMOUNTS) as HomeLevelAmount[]

// A cell that is empty reads as NaN, so that it is said by its name as any other wrong number.
const amount = z.number().or(z.nan())
const LevelSchema = z.strictObject({ upToStrength: amount, holdSeconds: amount, restSeconds: amount, times: amount, quickTimes: amount, roundsADay: amount, posture: z.string().trim() } satisfies Record<HomeLevelAmount | 'posture', z.ZodType>)
/** One level; it is for strengths above the level before it, up to its own. */
export type HomeLevel = z.output<typeof LevelSchema>
const SetSchema = z.strictObject({ source: z.string().trim().max(300), levels: z.array(LevelSchema).min(1).max(MOST_LEVELS) })
export type HomeExerciseSet = z.output<typeof SetSchema>

/** What is wrong with a set: each level by itself, then their order, so that every strength has exactly one level. */
function faultsOf({ levels }: HomeExerciseSet, name: HomeTraining): Fault[] {
  const faults: Fault[] = []
  levels.forEach((one, at) => {
    const level = at + 1
    const add = (field: keyof HomeLevel, said: Message): void => { faults.push({ path: [name, 'levels', at, field], said }) }
    const wrong = HOME_LEVEL_AMOUNT_NAMES.filter(field => !Number.isInteger(one[field]) || one[field] < HOME_LEVEL_AMOUNTS[field].limits[0] || one[field] > HOME_LEVEL_AMOUNTS[field].limits[1])
    for (const field of wrong) {
      const { limits: [least, most], wrong: sentence } = HOME_LEVEL_AMOUNTS[field]
      add(field, sentence({ level, least, most }))
    }
    const { upToStrength, holdSeconds, restSeconds } = one
    const areRight = (...fields: HomeLevelAmount[]): boolean => !fields.some(field => wrong.includes(field))
    if (areRight('holdSeconds', 'restSeconds')) {
      if (name === 'hypertonic' && restSeconds <= holdSeconds) add('restSeconds', message('homeExercise.relaxFirst', '第{{level}}级:高张时放松({{rest}} 秒)须长于收紧({{hold}} 秒),请改正', { level, rest: restSeconds, hold: holdSeconds }))
      else if (restSeconds < holdSeconds) add('restSeconds', message('homeExercise.restShort', '第{{level}}级:放松({{rest}} 秒)不能短于收紧({{hold}} 秒),请改正', { level, rest: restSeconds, hold: holdSeconds }))
    }
    if (one.posture === '' || [...one.posture].length > MOST_POSTURE) add('posture', message('homeExercise.posture', '第{{level}}级“姿势”应为 1–{{most}} 字,请填写', { level, most: MOST_POSTURE }))
    if (!areRight('upToStrength')) return
    const before = levels[at - 1]?.upToStrength ?? -1
    if (before <= BEST_STRENGTH && upToStrength <= before) add('upToStrength', message('homeExercise.order', '第{{level}}级“肌力到”应大于上一级的 {{before}} 级,一个肌力只能属于一级,请改正', { level, before }))
    if (level === levels.length && upToStrength !== BEST_STRENGTH) add('upToStrength', message('homeExercise.last', '最后一级“肌力到”应为 {{best}} 级,否则高于 {{last}} 级的肌力没有训练可用,请改正', { best: BEST_STRENGTH, last: upToStrength }))
  })
  return faults
}

/** 居家训练: the levels a hospital trains by, of each set with where it is from. */
export const HomeExerciseSchema = z.strictObject({ usual: SetSchema, hypertonic: SetSchema }).superRefine(says(value => HOME_TRAINING.values.flatMap(name => faultsOf(value[name], name))))
export type HomeExercise = z.output<typeof HomeExerciseSchema>

/** What a new hospital starts with. None of it was read in a text: for a tense pelvic floor the note has no numbers at all, so that little is asked for. */
export const HOME_EXERCISE_DEFAULT: HomeExercise = {
  usual: {
    source: '盆底专科说明 §10.1(一般知识,未核对):收紧3–5秒、放松同样长,每次10–15下,每天3次;分级由本程序定',
    levels: [
      { upToStrength: 1, holdSeconds: 3, restSeconds: 6, times: 10, quickTimes: 3, roundsADay: 3, posture: '平躺,两腿屈膝分开与肩同宽' },
      { upToStrength: 2, holdSeconds: 3, restSeconds: 3, times: 10, quickTimes: 5, roundsADay: 3, posture: '平躺或侧躺,熟练后坐着练' },
      { upToStrength: 3, holdSeconds: 4, restSeconds: 4, times: 12, quickTimes: 8, roundsADay: 3, posture: '坐着或站着' },
      { upToStrength: 5, holdSeconds: 5, restSeconds: 5, times: 15, quickTimes: 10, roundsADay: 3, posture: '站着,走路和做家务时也练' },
    ],
  },
  hypertonic: {
    source: '本程序(未核对):盆底专科说明没有高张型盆底的训练参数,先放松、不做快收缩,请治疗师按本院做法改写',
    levels: [{ upToStrength: 5, holdSeconds: 2, restSeconds: 10, times: 5, quickTimes: 0, roundsADay: 2, posture: '平躺,膝下垫枕。先慢慢用肚子呼吸5分钟:吸气时肚子鼓起、盆底随着放松,呼气时不收紧。放松以后再轻轻收紧,用一两分力' }],
  },
}

/** The level of a woman by her weakest known strength (0–5); a single level is everybody's, of several none is known without a strength. */
export function homeLevel({ levels }: HomeExerciseSet, strengths: readonly (number | null)[]): (HomeLevel & { readonly level: number }) | null {
  const known = strengths.filter(strength => strength !== null)
  const at = levels.length === 1 ? 0 : known.length === 0 ? -1 : levels.findIndex(({ upToStrength }) => Math.min(...known) <= upToStrength)
  const found = levels[at]
  return found ? { ...found, level: at + 1 } : null
}
