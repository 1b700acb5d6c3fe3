import { expect, test } from 'vitest'
import { inchToMm, micronToMm, mmToInch, mmToMicron, mmToPt, mmToPx, ptToMm, pxToMm } from '../../domain/print/mm.ts'

test('A4 in the units Electron takes', () => {
  expect([mmToMicron(210), mmToMicron(297)]).toEqual([210_000, 297_000])
  expect(mmToInch(210)).toBeCloseTo(8.2677, 4)
  expect(mmToPx(297)).toBeCloseTo(1122.52, 2)
  expect(mmToPt(210)).toBeCloseTo(595.276, 3)
})

test('every conversion has its way back', () => {
  for (const mm of [0, 0.1, 25.4, 210]) {
    expect(inchToMm(mmToInch(mm))).toBeCloseTo(mm, 9)
    expect(pxToMm(mmToPx(mm))).toBeCloseTo(mm, 9)
    expect(ptToMm(mmToPt(mm))).toBeCloseTo(mm, 9)
    expect(micronToMm(mmToMicron(mm))).toBeCloseTo(mm, 9)
  }
})
