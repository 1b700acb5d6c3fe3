import { DeleteOutlined, PlusOutlined, UndoOutlined } from '@ant-design/icons'
import { Button, Space, Table } from 'antd'
import { HOME_TRAINING, type HomeTraining } from '../../../domain/code/pelvic-care.ts'
import { HOME_EXERCISE_DEFAULT, HOME_LEVEL_AMOUNT_NAMES, type HomeExercise, type HomeLevel, type HomeLevelAmount, MOST_LEVELS } from '../../../domain/rule/pelvic/home-exercise.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid, Issues, NumberInput, TextInput } from '../../kit/index.ts'
import { homeAmountText, homeLevelText } from './home-exercise-text.ts'
import { TextPart } from './parts.tsx'
import { SettingForm, type SettingParts } from './SettingForm.tsx'

const UNITS: Readonly<Record<HomeLevelAmount, () => string>> = {
  upToStrength: () => t('unit.grade', '级'), holdSeconds: () => t('unit.seconds', '秒'), restSeconds: () => t('unit.seconds', '秒'), times: () => t('unit.times', '次'), quickTimes: () => t('unit.times', '次'), roundsADay: () => t('unit.rounds', '组'),
}
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** What the exercise sheet of the pelvic clinic asks for: levels by strength, of the usual training and of the one that relaxes first. */
export function HomeExerciseSettings() {
  return (
    <SettingForm settingKey="pelvicHomeExercise" note={t('homeExercise.note', '居家训练单按这里的级别印出:取最弱的一项肌力,一个肌力只属于一级。评估或疗程提示盆底高张的用“偏紧(高张),先练放松”。程序自带的数值没有读到原文,请治疗师核对后使用;修改留有记录。')}>
      {parts => HOME_TRAINING.values.map(name => levelsOf(name, parts))}
    </SettingForm>
  )
}

function levelsOf(name: HomeTraining, { value, set, issues }: SettingParts<HomeExercise>) {
  const { source, levels } = value[name]
  const shipped = HOME_EXERCISE_DEFAULT[name]
  const title = codeText(HOME_TRAINING, name)
  const replace = (part: Partial<HomeExercise[HomeTraining]>): void => set({ [name]: { ...value[name], ...part } })
  const change = (at: number, part: Partial<HomeLevel>): void => replace({ levels: levels.map((one, index) => index === at ? { ...one, ...part } : one) })
  const issuesAt = (at: number, field: keyof HomeLevel) => issues(`${name}.levels.${at}.${field}`)
  const statusAt = (at: number, field: keyof HomeLevel): 'error' | undefined => issuesAt(at, field).length > 0 ? 'error' : undefined
  const labelOf = (at: number, field: keyof HomeLevel): string => `${title} ${homeLevelText(at)} ${homeAmountText(field)}`
  const amounts = (fields: readonly HomeLevelAmount[]) => fields.map(field => ({
    title: homeAmountText(field), width: 92,
    render: (_: unknown, { at }: { at: number }) => <NumberInput id={`home-${name}-${at}-${field}`} label={labelOf(at, field)} value={Number.isNaN(levels[at]![field]) ? null : levels[at]![field]} unit={UNITS[field]()} status={statusAt(at, field)} onChange={next => change(at, { [field]: next ?? Number.NaN })} />,
  }))
  return (
    <section key={name} className="late-rules" aria-label={title}>
      <span className="field-label">{title}</span>
      <FieldGrid><TextPart id={`home-${name}-source`} label={t('riskFactor.source', '来源')} span={12} value={source} maxLength={300} onChange={next => replace({ source: next })} issues={issues(`${name}.source`)} /></FieldGrid>
      {source === shipped.source && !isSame(levels, shipped.levels) ? <div className="rule-source is-changed">{t('homeExercise.sourceOld', '级别已修改,来源还是程序自带的,请写明本院的依据')}</div> : null}
      <Table<HomeLevel & { at: number }>
        size="small" pagination={false} rowKey="at" dataSource={levels.map((one, at) => ({ ...one, at }))}
        columns={[
          { title: t('homeExercise.level', '级别'), width: 70, render: (_, { at }) => homeLevelText(at) },
          ...amounts(HOME_LEVEL_AMOUNT_NAMES),
          { title: homeAmountText('posture'), render: (_, { at, posture }) => <TextInput id={`home-${name}-${at}-posture`} label={labelOf(at, 'posture')} lines={2} value={posture} status={statusAt(at, 'posture')} onChange={next => change(at, { posture: next ?? '' })} /> },
          { title: '', width: 44, render: (_, { at }) => levels.length === 1 ? null : <Button type="text" icon={<DeleteOutlined />} aria-label={`${title} ${t('printing.remove', '删除这一行')} ${at + 1}`} onClick={() => replace({ levels: levels.filter((_one, index) => index !== at) })} /> },
        ]}
      />
      {levels.map((_one, at) => <Issues key={at} issues={[...HOME_LEVEL_AMOUNT_NAMES, 'posture' as const].flatMap(field => issuesAt(at, field))} />)}
      <Space className="late-foot">
        <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={levels.length >= MOST_LEVELS} onClick={() => replace({ levels: [...levels, levels.at(-1)!] })}>{t('homeExercise.add', '增加一级')}</Button>
        <Button size="small" icon={<UndoOutlined />} disabled={isSame(value[name], shipped)} onClick={() => replace(shipped)}>{t('homeExercise.reset', '恢复初始级别')}</Button>
      </Space>
    </section>
  )
}
