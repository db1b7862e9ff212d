/** Checks a phone can make without a network. They spare a round trip; the server decides. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const halfWidth = (text: string) => text.replace(/[\uff01-\uff5e]/g, letter => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))

export function plainNumber(text: string): string {
  return halfWidth(text).replace(/[\s-]/g, '').toUpperCase()
}

export function nameFault(name: string): string {
  return name.trim().length < 2 ? 'nameMissing' : ''
}

export function phoneFault(phone: string): string {
  const digits = plainNumber(phone).replace(/^(\+|00)?86(?=1\d{10}$)/, '')
  if (!digits) return 'phoneMissing'
  if (/^1\d{10}$/.test(digits) || /^0\d{9,11}$/.test(digits)) return ''
  return digits.length < 11 ? 'phoneShort' : digits.length > 11 && digits[0] === '1' ? 'phoneLong' : 'phoneOdd'
}

/** 18 figures, or 20 and 22 on a disability card, which starts with the same 18. */
export function idFault(id: string): string {
  const text = plainNumber(id)
  if (!text) return 'idMissing'
  if (![18, 20, 22].includes(text.length)) return 'idLength'
  if (!/^\d{17}[\dX]/.test(text)) return 'idWrong'
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0)
  return '10X98765432'[sum % 11] === text[17] ? '' : 'idWrong'
}

const CHECKS = '23456789ABCDEFGHJKLMNPQRSTVWXYZ'

/** The 12-digit unit code in whatever form a village's code was read; '' when it is not one of ours or mangled. */
export function unitOfCode(scanned: string): string {
  let text = scanned.trim()
  try {
    text = decodeURIComponent(text)
  } catch (notEncoded) {
    // as it is
  }
  const read = /(https?:\/\/[^\s?#]{1,80}\/v\/|v=)?(\d{12})([0-9A-Z])?\/?([?#]\S*)?$/i.exec(text)
  if (!read || read.index !== 0) return ''
  let sum = 0
  for (let i = 0; i < 12; i++) sum += (i + 1) * Number(read[2][i])
  const right = read[3] ? read[3].toUpperCase() === CHECKS[sum % CHECKS.length] : !read[1]
  return right ? read[2] : ''
}

/** What a WeChat code of ours carries: ?scene=… from a mini-program code, ?q=… from an ordinary one. */
export function scannedBy(query: Record<string, string | undefined>): string {
  return decodeURIComponent(query.scene || query.q || '')
}
