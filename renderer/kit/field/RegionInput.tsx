import { Select } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { formatRegionPath, type RegionIndex } from '../../../domain/code/region.ts'
import { t } from '../../app/i18n.ts'
import { useCall } from '../../api/useCall.ts'
import { ariaOf, type InputProps } from './input-props.ts'
import { useRegions } from './regions.ts'

const UP = 'up'
type Option = { value: string; label: string; deeper: boolean }

/** The division above: a township's county, a county's city (or province where there is no city), '' above provinces. */
function above(regions: RegionIndex, code: string): string {
  if (code.length === 9) {
    const county = code.slice(0, 6)
    return regions.children(county).length > 0 ? county : `${code.slice(0, 4)}00`
  }
  if (code.endsWith('0000')) return ''
  const city = `${code.slice(0, 4)}00`
  return code !== city && regions.find(city) && regions.children(`${code.slice(0, 2)}0000`).some(one => one.code === city) ? city : `${code.slice(0, 2)}0000`
}

/**
 * An administrative division: typing searches by name, without typing the list goes down level by level. It starts in
 * the hospital's own county, where most addresses are.
 */
export function RegionInput({ level, ...props }: InputProps<string> & { level: 'county' | 'township' }) {
  const home = useCall('setting.get', { key: 'institution' }, { staleTimeMs: 60_000 }).data?.value as { countyCode?: string } | undefined
  const homeCode = home?.countyCode ?? ''
  const [place, setPlace] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  // The list closes itself after every choice; a step on the way keeps it open.
  const steps = useRef(false)
  const here = place ?? startOf(props.value, homeCode, level)
  const townshipsOf = level === 'township' ? [homeCode, here, props.value ?? ''].map(code => code.slice(0, 2)).filter(Boolean) : []
  const regions = useRegions(townshipsOf)

  const isEnd = (code: string): boolean => {
    const found = regions?.find(code)
    if (!found) return false
    return level === 'county' ? found.level === 'county' || regions?.children(code).every(one => one.level === 'township') === true && found.level === 'city' : found.level === 'township'
  }
  const options = (): Option[] => {
    if (!regions) return []
    if (typed.trim() !== '') {
      return regions.search(typed, 60).filter(hit => level === 'township' || hit.level !== 'township')
        .map(hit => ({ value: hit.code, label: formatRegionPath(hit.path), deeper: !isEnd(hit.code) }))
    }
    const down = regions.children(here).map(one => ({ value: one.code, label: one.name, deeper: !isEnd(one.code) }))
    return here === '' ? down : [{ value: UP, label: t('region.up', '← {{name}}', { name: pathText(regions, here) }), deeper: true }, ...down]
  }
  const go = (code: string): void => {
    setTyped('')
    steps.current = true
    if (code === UP && regions) { setPlace(above(regions, here)); return }
    if (isEnd(code)) { steps.current = false; props.onChange(code); setOpen(false); setPlace(null); return }
    setPlace(code)
  }
  return (
    <Select<string, Option>
      id={props.id} value={props.value ?? null} open={open} disabled={props.disabled ?? false} allowClear popupMatchSelectWidth={320} className="list-input" listHeight={288}
      placeholder={t('region.placeholder', '输入名称查找,或逐级选择')} options={options()} {...(props.status ? { status: props.status } : {})} {...ariaOf(props)}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      labelRender={({ value }) => (regions ? pathText(regions, String(value)) : String(value))}
      optionRender={optionLine}
      notFoundContent={regions ? t('region.none', '没有找到,请换一个名称') : t('state.loading', '正在载入…')}
      onOpenChange={next => { if (!next && steps.current) { steps.current = false; return } setOpen(next); if (!next) { setPlace(null); setTyped('') } }}
      onSelect={go} onChange={value => { if (!value) props.onChange(null) }} onBlur={() => props.onLeave?.()}
    />
  )
}

const optionLine = ({ data }: { data: Option }): ReactNode =>
  <span className="region-option">{data.label}{data.deeper && data.value !== UP ? <span aria-hidden="true"> ›</span> : null}</span>

const pathText = (regions: RegionIndex, code: string): string => {
  const path = regions.regionPath(code)
  return path ? formatRegionPath(path) : code
}

function startOf(value: string | null, homeCode: string, level: 'county' | 'township'): string {
  const base = value ?? homeCode
  if (base === '') return ''
  if (level === 'township') return base.slice(0, 6)
  return `${base.slice(0, 4)}00`
}
