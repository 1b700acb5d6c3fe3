import type { HomeLevel } from '../../../domain/rule/pelvic/home-exercise.ts'
import { t } from '../../app/i18n.ts'

// The words of the page of the levels, so that their history speaks of the same things.
export const homeLevelText = (at: number): string => t('homeExercise.levelOf', '第{{level}}级', { level: at + 1 })
export const homeAmountText = (field: keyof HomeLevel): string => ({
  upToStrength: t('homeExercise.part.upToStrength', '肌力到'), holdSeconds: t('homeExercise.part.holdSeconds', '收紧'), restSeconds: t('homeExercise.part.restSeconds', '放松'), times: t('homeExercise.part.times', '慢收缩'),
  quickTimes: t('homeExercise.part.quickTimes', '快收缩'), roundsADay: t('homeExercise.part.roundsADay', '每天'), posture: t('homeExercise.part.posture', '姿势'),
})[field]
