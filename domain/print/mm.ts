/** One inch in millimetres, exact by definition. */
export const MM_PER_INCH = 25.4
/** A PostScript point is 1/72 inch; CSS and PDF use the same. */
export const PT_PER_INCH = 72
/** A CSS pixel is 1/96 inch; Electron's print margins are counted in it. */
export const PX_PER_INCH = 96

/** Millimetres to inches (Electron's PDF page sizes and margins). */
export const mmToInch = (mm: number): number => mm / MM_PER_INCH
/** Inches to millimetres. */
export const inchToMm = (inch: number): number => inch * MM_PER_INCH
/** Millimetres to whole microns (Electron's print page sizes). */
export const mmToMicron = (mm: number): number => Math.round(mm * 1000)
/** Microns to millimetres. */
export const micronToMm = (micron: number): number => micron / 1000
/** Millimetres to CSS pixels (Electron's print margins, screen preview). */
export const mmToPx = (mm: number): number => (mm * PX_PER_INCH) / MM_PER_INCH
/** CSS pixels to millimetres. */
export const pxToMm = (px: number): number => (px * MM_PER_INCH) / PX_PER_INCH
/** Millimetres to points (positions read from a PDF). */
export const mmToPt = (mm: number): number => (mm * PT_PER_INCH) / MM_PER_INCH
/** Points to millimetres (type sizes). */
export const ptToMm = (pt: number): number => (pt * MM_PER_INCH) / PT_PER_INCH
