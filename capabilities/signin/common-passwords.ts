// Passwords of twelve characters and more that everybody tries first; as they read when digits are read as letters.
const COMMON = [
  'welkomwelkom',
  'welkombijons',
  'welkom123456',
  'wachtwoord12',
  'wachtwoord123',
  'wachtwoord1234',
  'wachtwoordwachtwoord',
  'geheimgeheim',
  'gemeentehuis',
  'gemeente1234',
  'gemeentegemeente',
  'zomer2024zomer',
  'zomer2025zomer',
  'zomer2026zomer',
  'winter2024winter',
  'winter2025winter',
  'winter2026winter',
  'lente2026lente',
  'herfst2026herfst',
  'nederland123',
  'nederlandnederland',
  'amsterdam123',
  'amsterdamamsterdam',
  'rotterdam123',
  'feyenoord123',
  'ajaxamsterdam',
  'hupholland123',
  'password1234',
  'passwordpassword',
  'password12345',
  'passw0rd1234',
  'mypassword123',
  'changeme1234',
  'changemenow1',
  'letmeinletmein',
  'iloveyou1234',
  'iloveyouiloveyou',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyqwerty',
  'qwerty123456',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'zaq12wsxcde3',
  'asdfghjkl123',
  'azertyuiop12',
  '123456789012',
  '1234567890123',
  '012345678901',
  '987654321098',
  '123123123123',
  '111111111111',
  '000000000000',
  '121212121212',
  '112233445566',
  '102030405060',
  'abcdefghijkl',
  'abcdef123456',
  'abcd1234abcd',
  'aaaaaaaaaaaa',
  'administrator',
  'administrator1',
  'adminadminadmin',
  'beheerder123',
  'rootrootroot',
  'testtesttest',
  'testtest1234',
  'schakelschakel',
  'schakel12345',
  'correcthorsebatterystaple',
  'trustno1trustno1',
  'monkeymonkey',
  'dragondragon',
  'superman1234',
  'footballfootball',
  'voetbal12345',
] as const
const KNOWN = new Set<string>(COMMON)

/** True for what everybody tries, for one character repeated, and for what only repeats the address. */
export const isCommon = (password: string, email: string): boolean => {
  const plain = password.toLowerCase()
  const [name = ''] = email.toLowerCase().split('@')
  return (
    KNOWN.has(plain) ||
    KNOWN.has(plain.replace(/[^a-z0-9]/g, '')) ||
    KNOWN.has(plain.replace(/[!?.@#$%]+$/, '')) ||
    new Set(plain).size < 5 ||
    plain === email.toLowerCase() ||
    (name.length >= 4 && plain.replaceAll(name, '').length < 6)
  )
}
