/** The phone's own storage: synchronous, so that what a finger did is kept before the next one falls. */
export function read<T>(key: string): T | null {
  const value = wx.getStorageSync(key) as T | '' | undefined | null
  return value === '' || value === undefined || value === null ? null : value
}

/** @returns false when the phone has no room left */
export function write<T>(key: string, value: T): boolean {
  try {
    wx.setStorageSync(key, value)
    return true
  } catch (full) {
    return false
  }
}

export function remove(key: string): void {
  wx.removeStorageSync(key)
}

export function uuid(): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256))
  const clock = Date.now()
  // the clock in front: two cheap phones with the same weak generator still differ
  for (let i = 0; i < 6; i++) bytes[i] ^= Math.floor(clock / 2 ** (8 * i)) & 255
  bytes[6] = (bytes[6] & 15) | 64
  bytes[8] = (bytes[8] & 63) | 128
  const hex = bytes.map(byte => (byte + 256).toString(16).slice(1)).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Made when the program first ran on this phone; only to bound what one phone sends in a day. */
export function deviceId(): string {
  const known = read<string>('device')
  if (known) return known
  const made = uuid()
  write('device', made)
  return made
}
