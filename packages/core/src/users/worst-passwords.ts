/**
 * The passwords of twelve and more characters that attackers try first, folded: the most frequent entries of public
 * lists of leaked passwords with this length.
 */
export const WORST_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456789123 123123123123 123456123456 112233445566 121212121212
  111222333444 987654321098 098765432109 0987654321098 102030405060 147258369147 147852369147 159753159753
  1qaz2wsx3edc 1qaz2wsx3edc4rfv qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiop[] qwerty123456 qwerty1234567
  qwertyqwerty qwertyuiopas qwerty12345678 asdfghjkl123 asdfghjklqwe asdfasdfasdf zxcvbnm12345 zxcvbnmasdfg
  zaq12wsxcde3 zaq1zaq1zaq1 q1w2e3r4t5y6 q1w2e3r4t5y6u7 1q2w3e4r5t6y 1q2w3e4r5t6y7u abc123abc123 abcd12345678
  abcdefghijkl abcdefg12345 a1b2c3d4e5f6 aa1234567890 aaa123456789 password1234 password12345 password123456
  passwordpassword password2020 password2021 password2022 password2023 password2024 password2025 password2026
  passw0rd1234 p@ssw0rd1234 p@ssword1234 p@$$w0rd1234 mypassword12 mypassword123 thisismypassword passwort1234
  passwort12345 motdepasse123 contraseña123 contrasena123 letmeinplease letmein12345 letmein123456 iloveyou1234
  iloveyou12345 iloveyouforever iloveyousomuch ilovemyfamily ilovemymother iloveyou4ever welcome12345 welcome123456
  welcome12345! adminadminadmin administrator administrator1 administrator123 administrateur admin1234567
  admin12345678 administrador changeme1234 changemeplease changeme12345 superman1234 batman123456 spiderman1234
  football1234 football12345 baseball1234 basketball12 manchesterunited liverpoolfc1 chelseafootball arsenal12345
  michaeljackson harrypotter1 harrypotter7 starwars1234 pokemon12345 chocolate123 strawberry12 butterfly123
  sunshine1234 sunshine12345 princess1234 princess12345 monkey123456 dragon123456 shadow123456 master123456
  trustno1trustno1 correcthorsebatterystaple letmeinletmein secretsecret supersecret1 topsecret123 blink182blink
  november2020 september2021 december2022 february2024 summer202412 winter202412
  jesuschrist1 jesus1234567 godisgood123 godisgreat123 iloveyoujesus jesuslovesme thankyoujesus mynameisjohn
  unbelievable confidential alexander123 christopher1 elizabeth123 jennifer1234 jonathan1234 samantha1234
  stephanie123 whateverwhatever internet1234 computer1234 samsung12345 microsoft123 google123456 facebook1234
  yankees12345 cowboys12345 metallica123 slipknot1234 nirvana12345 eminem123456 mustang12345 corvette1234
  ferrari12345 mercedes1234 charlie12345 hello1234567 hellohellohello helloworld12 helloworld123 test12345678
  testtesttest testing12345 testpassword temporary123 temppassword guestguest12 rootrootroot toortoortoor
  default12345 defaultpassword nopassword123 mustchange12 daybookdaybook daybook12345 pointofsale1 cashregister
  cashier12345 shopkeeper12 openthedoor1 opensesame12 opensesame123 abracadabra1`.split(/\s+/),
);

/** Common words; a password must contain more than these. */
export const WORST_WORDS: ReadonlySet<string> = new Set([
  "password",
  "passwort",
  "motdepasse",
  "contrasena",
  "qwerty",
  "qwertz",
  "azerty",
  "letmein",
  "welcome",
  "iloveyou",
  "administrator",
  "admin",
  "changeme",
  "secret",
  "daybook",
  "cashier",
]);
