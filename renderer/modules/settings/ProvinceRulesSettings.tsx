import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Select, Space, Table } from 'antd'
import type { ReactNode } from 'react'
import { DNA_REASON, MATERIAL } from '../../../domain/code/material.ts'
import { PROVINCE_PROFILES, type RuleName, rulesOfProfile, standingOf } from '../../../domain/rule/province-profiles.ts'
import { APPROVER_ROLES, LATE_RULE_PRESETS, PROVINCE_RULE_SOURCES, type LateBracket, type ProvinceRules } from '../../../domain/rule/province-rules.ts'
import { t } from '../../app/i18n.ts'
import { codeText, FieldGrid, FlagInput, Issues, ListInput, NumberInput, RadioInput, TextInput } from '../../kit/index.ts'
import { SettingForm, type SettingParts } from './SettingForm.tsx'

type PresetName = keyof typeof LATE_RULE_PRESETS

const APPROVERS: Readonly<Record<LateBracket['approverRole'], () => string>> = {
  none: () => t('approver.none', '不需要'), reviewer: () => t('approver.reviewer', '本院审核人'), director: () => t('approver.director', '院领导'), manager: () => t('approver.manager', '县级管理机构'),
}
const MARKS: Readonly<Record<(typeof PROVINCE_RULE_SOURCES)[RuleName]['mark'], () => string>> = {
  source: () => t('ruleMark.source', '有出处'), knowledge: () => t('ruleMark.knowledge', '通行做法'), derived: () => t('ruleMark.derived', '本程序推定'),
}

/** What the province decides about certificates, each rule with where its first value comes from. */
export function ProvinceRulesSettings() {
  return (
    <SettingForm settingKey="provinceRules" note={t('province.note', '各省规定不同。请对照本省《出生医学证明》管理办法逐项核对;初始值的出处列在每项下面。')}>
      {parts => {
        const { value, set } = parts
        return (
          <>
            <Profile {...parts} />
            <LateRules {...parts} />
            <FieldGrid columns={2}>
              <Rule name="dnaReasons" parts={parts} span={12}>
                <Checkbox.Group className="wide-checks" value={[...value.dnaReasons]} onChange={chosen => set({ dnaReasons: chosen as ProvinceRules['dnaReasons'] })} options={DNA_REASON.values.map(code => ({ value: code, label: codeText(DNA_REASON, code) }))} />
              </Rule>
              <Rule name="requireMarriageCert" parts={parts}><FlagInput id="rule-requireMarriageCert" required value={value.requireMarriageCert} onChange={answer => set({ requireMarriageCert: answer === true })} /></Rule>
              <Rule name="requireFaceCheck" parts={parts}><FlagInput id="rule-requireFaceCheck" required value={value.requireFaceCheck} onChange={answer => set({ requireFaceCheck: answer === true })} /></Rule>
              <Rule name="fatherBlankText" parts={parts}><TextInput id="rule-fatherBlankText" value={value.fatherBlankText} onChange={text => set({ fatherBlankText: text ?? '' })} /></Rule>
              <Rule name="layoutProfile" parts={parts}><TextInput id="rule-layoutProfile" value={value.layoutProfile} onChange={text => set({ layoutProfile: text ?? '' })} /></Rule>
              <Rule name="lossDeclaration" parts={parts}>
                <RadioInput id="rule-lossDeclaration" required value={value.lossDeclaration} onChange={next => { if (next) set({ lossDeclaration: next as ProvinceRules['lossDeclaration'] }) }} choices={[
                  { value: 'newspaper', label: t('loss.newspaper', '登报声明') }, { value: 'written', label: t('loss.written', '书面声明') }, { value: 'either', label: t('loss.either', '任一种') }]} />
              </Rule>
              <Rule name="reissueAuthority" parts={parts}>
                <RadioInput id="rule-reissueAuthority" required value={value.reissueAuthority} onChange={next => { if (next) set({ reissueAuthority: next as ProvinceRules['reissueAuthority'] }) }} choices={[
                  { value: 'county', label: t('reissue.county', '县级管理机构') }, { value: 'issuer', label: t('reissue.issuer', '原签发机构') }]} />
              </Rule>
              <Rule name="reissueLimit" parts={parts}><NumberInput id="rule-reissueLimit" value={value.reissueLimit} onChange={reissueLimit => set({ reissueLimit })} unit={t('province.limitUnit', '次(空为不限)')} /></Rule>
              <Rule name="nameCharset" parts={parts}>
                <RadioInput id="rule-nameCharset" required value={value.nameCharset} onChange={next => { if (next) set({ nameCharset: next as ProvinceRules['nameCharset'] }) }} choices={[
                  { value: '8105', label: t('charset.8105', '通用规范汉字表 8105 字') }, { value: 'GB18030', label: t('charset.gb18030', 'GB 18030 全部汉字') }]} />
              </Rule>
              <Rule name="blankFormExpiry" parts={parts}>
                <RadioInput id="rule-blankFormExpiry" required value={value.blankFormExpiry} onChange={next => { if (next) set({ blankFormExpiry: next as ProvinceRules['blankFormExpiry'] }) }} choices={[
                  { value: 'none', label: t('expiry.none', '无期限') }, { value: 'yearAfterPrinting', label: t('expiry.yearAfter', '印制次年年底') }]} />
              </Rule>
            </FieldGrid>
          </>
        )
      }}
    </SettingForm>
  )
}

const ruleTitle = (name: RuleName): string => t(`provinceRule.${name}.title`, PROVINCE_RULE_SOURCES[name].title)

type ProfileName = keyof typeof PROVINCE_PROFILES

/** Begins the hospital's own copy from what was read of a province; everything can be changed afterwards, with history. */
function Profile({ value, set }: SettingParts<ProvinceRules>) {
  const names = Object.keys(PROVINCE_PROFILES) as ProfileName[]
  const profile = value.profile ? PROVINCE_PROFILES[value.profile] : null
  return (
    <div className="province-profile">
      <label className="field-label" htmlFor="province-profile">{t('province.profile', '本院规则的样本')}</label>
      <ListInput
        id="province-profile" value={value.profile || null} placeholder={t('province.noProfile', '未选择(使用缺省值)')} choices={names.map(name => ({ value: name, label: t(`provinceProfile.${name}.title`, PROVINCE_PROFILES[name].title) }))}
        onChange={name => set(name ? rulesOfProfile(name as ProfileName) : { profile: '' })}
      />
      <div className="rule-source">{profile && value.profile ? t('province.basis', '依据:{{basis}}。选用样本会改写下面各项,保存前可逐项修改。', { basis: t(`provinceProfile.${value.profile}.basis`, profile.basis) }) : t('province.profileHelp', '选用一个省的样本作为起点,再对照本省现行办法修改;每次修改都留有记录。')}</div>
    </div>
  )
}

function Source({ name, rules }: { name: RuleName; rules: ProvinceRules }) {
  const found = rules.profile ? PROVINCE_PROFILES[rules.profile].rules[name] : undefined
  if (found && rules.profile) {
    const said = t('province.profileSource', '样本:{{mark}} — {{source}}', { mark: MARKS[found.mark](), source: t(`provinceProfile.${rules.profile}.${name}`, found.source) })
    return <div className={standingOf(rules, name) === 'changed' ? 'rule-source is-changed' : 'rule-source'}>{said}{standingOf(rules, name) === 'changed' ? t('province.changed', '(本院已修改)') : ''}</div>
  }
  const { source, mark } = PROVINCE_RULE_SOURCES[name]
  const said = t('province.source', '初始值:{{mark}} — {{source}}', { mark: MARKS[mark](), source: t(`provinceRule.${name}.source`, source) })
  return <div className="rule-source">{rules.profile ? t('province.notFound', '该省未见规定。') : ''}{said}</div>
}

function Rule({ name, parts, span = 6, children }: { name: RuleName; parts: SettingParts<ProvinceRules>; span?: number; children: ReactNode }) {
  return (
    <div className="field" style={{ gridColumn: `span ${span}` }}>
      <label className="field-label" htmlFor={`rule-${name}`} id={`rule-${name}-label`}>{ruleTitle(name)}</label>
      {children}
      <Issues issues={parts.issues(name)} />
      <Source name={name} rules={parts.value} />
    </div>
  )
}

function LateRules({ value, set, issues }: SettingParts<ProvinceRules>) {
  const brackets = value.lateRules
  const change = (index: number, part: Partial<LateBracket>) => set({ lateRules: brackets.map((bracket, at) => (at === index ? { ...bracket, ...part } : bracket)) })
  return (
    <div className="late-rules">
      <div className="panel-head">
        <span className="field-label">{ruleTitle('lateRules')}</span>
        <span className="preset">
          <ListInput id="late-preset" label={t('province.preset', '从已公布的规定开始…')} value={null} placeholder={t('province.preset', '从已公布的规定开始…')} choices={(Object.keys(LATE_RULE_PRESETS) as PresetName[]).map(name => ({ value: name, label: t(`latePreset.${name}`, LATE_RULE_PRESETS[name].title) }))}
            onChange={name => { if (name) set({ lateRules: LATE_RULE_PRESETS[name as PresetName].brackets.map(({ maxDays, approverRole, requiredMaterials }) => ({ maxDays, approverRole, requiredMaterials: [...requiredMaterials] })) }) }} />
        </span>
      </div>
      <Table
        size="small" pagination={false} rowKey="index" dataSource={brackets.map((bracket, index) => ({ ...bracket, index }))}
        columns={[
          { title: t('province.upTo', '出生后第几天以内'), width: 190, render: (_, bracket) => bracket.index === brackets.length - 1
            ? t('province.later', '更晚(不设上限)')
            : <NumberInput label={t('province.upTo', '出生后第几天以内')} id={`late-${bracket.index}`} value={bracket.maxDays} unit={t('unit.days', '天')} onChange={maxDays => change(bracket.index, { maxDays: maxDays ?? 0 })} status={issues(`lateRules.${bracket.index}.maxDays`).length > 0 ? 'error' : undefined} /> },
          { title: t('province.materials', '另需材料'), render: (_, bracket) => <Select aria-label={t('province.materials', '另需材料')} mode="multiple" className="list-input" value={[...bracket.requiredMaterials]} showSearch={{ optionFilterProp: 'label' }} options={MATERIAL.values.map(code => ({ value: code, label: codeText(MATERIAL, code) }))} onChange={requiredMaterials => change(bracket.index, { requiredMaterials })} /> },
          { title: t('province.approver', '由谁同意'), width: 170, render: (_, bracket) => <Select aria-label={t('province.approver', '由谁同意')} className="list-input" value={bracket.approverRole} options={APPROVER_ROLES.map(role => ({ value: role, label: APPROVERS[role]() }))} onChange={approverRole => change(bracket.index, { approverRole })} /> },
          { title: '', width: 48, render: (_, bracket) => (bracket.index === brackets.length - 1 ? null : <Button type="text" icon={<DeleteOutlined />} aria-label={t('printing.remove', '删除这一行')} onClick={() => set({ lateRules: brackets.filter((_one, at) => at !== bracket.index) })} />) },
        ]}
      />
      <Issues issues={issues('lateRules')} />
      <Space className="late-foot">
        <Button type="dashed" size="small" icon={<PlusOutlined />} disabled={brackets.length >= 10} onClick={() => set({ lateRules: [...brackets.slice(0, -1), { maxDays: (brackets.at(-2)?.maxDays ?? 0) + 30, requiredMaterials: [], approverRole: 'none' }, ...brackets.slice(-1)] })}>{t('printing.add', '增加一行')}</Button>
        <Source name="lateRules" rules={value} />
      </Space>
    </div>
  )
}
