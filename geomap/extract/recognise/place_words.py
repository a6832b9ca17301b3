"""Small closed lists of words around place names, English and Arabic."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GENERIC = _words(
    "city town village hamlet district subdistrict province governorate countryside suburb suburbs area region "
    "camp base airbase airport crossing checkpoint dam bridge field oilfield gasfield refinery prison hospital "
    "church mosque school market quarter neighborhood neighbourhood square street road highway junction "
    "roundabout mountain mountains mount hill hills valley river lake desert plain farms farm orchards silos "
    "silo station plant factory factories brigade regiment division battalion zone villages towns outskirts "
    "environs island islands axis front frontline border gate port sea coast college university academy "
    "headquarters barracks housing project complex center centre military air refugee garrison post point "
    "industrial cemetery shrine citadel castle museum bakery tunnel pass mill mine mines salt warehouse "
    "storehouse depot neighborhoods neighbourhoods districts areas refugees resort gas oil power thermal"
)
"""Words that say what kind of place a name is of."""

ARABIC_GENERIC = _words(
    "مدينه بلده قريه حي منطقه محافظه ناحيه مخيم مطار قاعده معبر ريف محيط قرب مدينتي بلدتي قريتي بلدات قري مشفي مستشفي "
    "مدرسه سوق جسر سد حقل حاجز جبل تل تله وادي سجن كنيسه مسجد جامع دوار طريق محور جبهه باديه ضواحي اطراف مزارع"
)

ARABIC_COMMON = _words(
    "قوات جيش نظام مدنيين مسلحين عناصر شهيد شهداء جنود مجموعه اليوم امس صباح مساء ليل طفل اطفال رجل امراه قتيل جريح جرحي قتلي "
    "عبوه ناسفه انفجار لغم قصف غاره غارات طايره طيران مدفعيه صاروخ صواريخ دوريه سياره دراجه اشتباك اشتباكات هجوم عمليه اعتقال خطف "
    "ناشط اعلامي شاب شيخ عام خاص جديد قديم كبير صغير اول ثاني ثالث حر حريه شعب وطن دوله حكومه امن سلام نصر فتح تحرير معركه حرب "
    "اسلام مسلم عرب كرد روس ترك مصدر مصادر محلي شمالي جنوبي شرقي غربي"
)

ARABIC_WHOLE = _words(
    "لجنه اللجنه لجان لواء اللواء بيان البيان بدء بحث بناء فرقه كتيبه لقاء وزاره وكاله وفد وقف وصول فصيل فريق فرع كلام والي والد والده "
    "وقوع وجود وضع ورود وعي وعد فقدان فرار فتره فقط بعد بعض بقيه بسبب بلاد كان كانت كيان كميه كامل لاحق لان لديه لهم"
)
"""Words that begin like a particle and are whole: no place is looked for in what is left of them."""

ARABIC_CUES = ARABIC_GENERIC | _words(
    "في قرب بين شرق غرب شمال جنوب شرقي غربي شمالي جنوبي الي من داخل خارج وسط علي نحو باتجاه اتجاه احياء حيي قرى قرب مداخل "
    "مدخل مركز حدود شوارع شارع ساحه مناطق نقاط مواقع استهدف استهدفت قصف قصفت ضواحي بريف بمدينه ببلده بقريه بحي بمنطقه"
)

LOCATIVE = _words(
    "in at near of around outside inside from to into towards toward on over across between within against "
    "north south east west northern southern eastern western northeastern northwestern southeastern "
    "southwestern rural central upper lower the and targeting shelled bombed struck hit captured entered "
    "stormed town village city"
)

NOT_PLACES = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december jan feb mar apr jun jul aug sept sep oct nov dec "
    "russian syrian turkish american iranian israeli iraqi kurdish arab lebanese jordanian french british "
    "russia turkey iran iraq israel jordan lebanon america islamic state army forces ministry minister president "
    "general colonel major captain commander government regime opposition democratic national free liberation "
    "front coalition united nations council security defense defence interior civil local military air force "
    "isis isil daesh sdf sna hts ypg fsa un us uk eu allah muslim christian sunni shia shiite druze alawite "
    "kurds arabs turks russians syrians israelis ramadan eid euphrates-post sana sohr snhr reuters afp tt photo "
    "operation shield spring olive branch dawn peace god mr mrs dr he she it they we you i his her its their our "
    "one two three four five six seven eight nine ten eleven twelve dozens several some many most other others "
    "no not all both each every any more less first second third fourth fifth last next new old "
    "unidentified unknown activists observers sources according also however meanwhile moreover during after before "
    "while when where who whom whose which that this these those there here then thus and or but nor so yet for "
    "from with without within by about between against into through over under again further once because as "
    "until if then due following amid despite although though since moscow ankara washington tehran "
    "human rights observatory network media agency news radio television channel newspaper group party movement "
    "clashes shelling airstrike airstrikes fighters militants gunmen civilians warplanes helicopters drones "
    "muhammad mohammed ali hassan hussein ahmad omar abu bin ibn"
)
"""Words that, alone, are not a place's name here, even in capitals."""

STARTERS = _words(
    "in on at near the a an to of by it is was were are be been being has had have as an and or but so if "
    "late early dozens hundreds thousands civilian casualties people men man woman women child children body "
    "bodies today yesterday tonight earlier later recently reports reported dead killed injured wounded "
    "around along another artillery rebel rebels tribal residents protesters demonstrators gunfire heavy "
    "separately similarly simultaneously shortly security special still such sniper snipers soldiers suicide "
    "explosion explosions rocket rockets missile missiles mortar land landmine mine attack attacks battle battles "
    "hours days weeks months years week month year morning evening night midnight dawn only just even "
    "home homes house houses car cars bus buses truck trucks tank tanks damage damaged material members member "
    "elements element villagers farmers shepherds shepherd women students teacher teachers doctor"
)

PERSON_TITLES = _words(
    "mr mrs ms dr president minister commander general colonel major lieutenant captain brigadier sergeant "
    "sheikh-ul emir spokesman spokesperson spokeswoman ambassador leader chief activist journalist lawyer "
    "doctor martyr prince king imam mullah mufti officer named called alias nicknamed الشاب الرييس القيادي "
    "المدعو العقيد العميد المقدم النقيب الملازم اللواء الاعلامي الصحفي المواطن السيد الدكتور الطفل الطفله"
)

GIVEN_NAMES = _words(
    "abu umm abdul abdullah abdulrahman abdel mohammed muhammad mohammad mohamed mohamad ahmad ahmed ali hassan "
    "hasan hussein hussain omar umar khaled khalid ibrahim mahmoud mustafa youssef yusuf bashar hafez maher "
    "suleiman sulaiman saleh salih jamal hamza bilal osama usama anas asaad asad murhaf fateh mazloum alexander "
    "oleg recep vladimir donald joe sergei donald john james david michael robert hakan fidan benjamin rami "
    "samir nasser tariq walid ayman imad qasem qassem hadi bakr baghdadi jolani sharaa shaibani assad al-assad"
)

SAY = (
    r"(?:said|says|announced|accus\w+|claim\w+|told|added|stated|warned|called|condemned|vow\w+|denied|den(?:y|ies)|"
    r"attempts?|seeks?|wants|agreed|insist\w+|hopes|blamed|confirmed|rejected|urged|demanded|has\s+said|reported)\b"
)

COUNTRIES = {
    "syria": "SY", "iraq": "IQ", "turkey": "TR", "turkiye": "TR", "lebanon": "LB", "jordan": "JO",
    "israel": "IL", "iran": "IR", "russia": "RU", "سوريا": "SY", "سوريه": "SY", "العراق": "IQ",
    "عراق": "IQ", "تركيا": "TR", "لبنان": "LB", "الاردن": "JO", "اردن": "JO", "اسراييل": "IL",
    "ايران": "IR", "روسيا": "RU", "egypt": "EG", "yemen": "YE", "libya": "LY", "ukraine": "UA",
    "germany": "DE", "france": "FR", "cyprus": "CY", "kuwait": "KW", "palestine": "PS",
}  # fmt: skip
"""Countries that reports name, by lower-case name."""
