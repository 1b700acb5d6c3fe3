import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { Output } from '../../../domain/api/api.ts'
import { BIRTH_PLACE_TYPE, type BirthPlaceType } from '../../../domain/code/delivery.ts'
import { delivery } from '../../../domain/modules/birth/delivery.record.ts'
import { useCall } from '../../api/useCall.ts'
import { t } from '../../app/i18n.ts'
import { DraftOffer, Field, FieldGrid, focusField, FormArea, FormScope, GestationInput, type InputProps, OtherIssues, PersonInput, SaveButtons, sectionTitle, SuggestInput, useFieldValue, useFormScope, useShortcut } from '../../kit/index.ts'
import { CoursePart } from './CoursePart.tsx'
import { type ChildStart, createDeliveryForm, type DeliveryForm as FormState } from './delivery-form.ts'
import { NewbornGrid } from './NewbornGrid.tsx'
import { cellName, useDeliveryForm } from './use-delivery-form.ts'
import './birth.css'

type Props = {
  start: Readonly<Record<string, unknown>>
  startNewborns: readonly ChildStart[]
  /** Who the mother is, when she is already known. */
  motherText?: string | undefined
  institutionName: string
  id?: string
  rev?: number
  onSaved(saved: Output<'delivery.register'>): void
  onCancel(): void
}

/** Mother, delivery and newborns on one page, walked through with Enter and saved with F2. */
export function DeliveryForm({ start, startNewborns, motherText, institutionName, id, rev, onSaved, onCancel }: Props) {
  const navigate = useNavigate()
  const [form] = useState(() => createDeliveryForm(start, startNewborns))
  const work = useDeliveryForm(form, { ...(id === undefined ? {} : { id, rev: rev ?? 0 }), onSaved, onCancel })
  const attendants = (useCall('staff.list', { attendants: true }, { staleTimeMs: 60_000 }).data ?? []).map(person => person.name)
  const toFocus = useRef<string | null>(null)
  useShortcut(['F2', 'Ctrl+Enter'], () => { if (!work.saving) void work.save() })
  useShortcut(['Escape'], work.cancel)
  useOwnPlace(form, institutionName)
  useEffect(() => form.subscribeChildren(() => {
    // The row is on the screen only after React has drawn it.
    requestAnimationFrame(() => { if (toFocus.current) focusField(work.areaRef.current, toFocus.current); toFocus.current = null })
  }), [form, work.areaRef])

  function addChild(): void {
    toFocus.current = cellName(form.children().length, 'sex')
    form.addChild()
  }
  function onKeyDownCapture(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.altKey || event.nativeEvent.isComposing || event.keyCode === 229) return
    const target = event.target as HTMLElement
    const cell = target.closest('td[data-field]')
    const cells = work.areaRef.current?.querySelectorAll('.newborn-row td[data-field]')
    const count = form.store.get('fetusCount')
    if (!cell || cell !== cells?.[cells.length - 1] || target.getAttribute('aria-expanded') === 'true' || typeof count !== 'number' || form.children().length >= count) return
    event.preventDefault()
    event.stopPropagation()
    addChild()
  }
  return (
    <div className="delivery-form" onKeyDownCapture={onKeyDownCapture}>
      <FormArea areaRef={work.areaRef}>
        <DraftOffer draft={work.draft} />
        <OtherIssues issues={work.otherIssues} />
        <FormScope store={form.store}>
          <fieldset className="form-section">
            <legend>{sectionTitle(delivery, 0)}</legend>
            <FieldGrid>
              <Field name="motherId" span={9} disabled={id !== undefined || !!start.pregnancyId} autoFocus={!start.motherId}
                renderInput={props => <PersonInput {...(props as unknown as InputProps<string>)} known={motherText} onCreate={typed => void navigate(`/people/new?next=delivery&typed=${encodeURIComponent(typed)}`)} />} />
              <Field name="admissionNumber" autoFocus={!!start.motherId && id === undefined} />
            </FieldGrid>
          </fieldset>
          <fieldset className="form-section">
            <legend>{sectionTitle(delivery, 1)}</legend>
            <FieldGrid>
              <Field name="gestationDays" span={3} label={t('delivery.gestationAt', '分娩孕周')} renderInput={props => <GestationInput {...(props as unknown as InputProps<number>)} />} />
              <Field name="mode" />
              <Field name="fetusCount" />
              <Field name="placeType" />
              <Field name="placeRegion" span={3} />
              <Field name="placeName" span={3} extra={<RequiredInHospital />} />
              <Field name="attendantType" />
              <Field name="attendantName" extra={<RequiredInHospital />} renderInput={props => <SuggestInput {...(props as unknown as InputProps<string>)} suggestions={attendants} />} />
              <Field name="treatedInLicensed" span={6} />
            </FieldGrid>
          </fieldset>
        </FormScope>
        <NewbornGrid form={form} onAdd={addChild} />
        <CoursePart form={form} />
        {/* Several lines keep Enter for themselves, so they stand behind the walk through the cells. */}
        <FormScope store={form.store}>
          <fieldset className="form-section"><FieldGrid><Field name="note" /></FieldGrid></fieldset>
        </FormScope>
        <SaveButtons form={work} />
      </FormArea>
    </div>
  )
}

/** Place and attendant must be named for a birth in an institution, and only there. */
function RequiredInHospital() {
  const type = useFieldValue(useFormScope().store, 'placeType')
  return typeof type === 'string' && BIRTH_PLACE_TYPE.entry(type as BirthPlaceType).licensed ? <span className="required"> *</span> : null
}

/** Our own name stands as the place only while the birth was in an institution; at home it would be a false statement. */
function useOwnPlace(form: FormState, institutionName: string): void {
  useEffect(() => {
    let before = form.store.get('placeType')
    return form.store.subscribe('placeType', () => {
      const type = form.store.get('placeType')
      // Listeners also hear of findings; only another type says anything about the name.
      if (type === before || typeof type !== 'string' || institutionName === '') return
      before = type
      const isLicensed = BIRTH_PLACE_TYPE.entry(type as BirthPlaceType).licensed
      if (!isLicensed && form.store.get('placeName') === institutionName) form.store.set('placeName', null)
      if (isLicensed && form.store.get('placeName') === null) form.store.set('placeName', institutionName)
    })
  }, [form, institutionName])
}
