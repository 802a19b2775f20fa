/** Headline words: Korean, Vietnamese, Indonesian and Malay, Filipino, Mongolian, Uzbek, Swahili. */
import type { WordList } from './list.ts'

export const easternAsian: readonly WordList[] = [
  {
    language: 'ko',
    functionWords:
      '및 등 또 또는 그 이 저 위해 대해 대한 관련 의 가 은 는 을 를 에 에서 와 과 로 으로 도 것 수 중 때문에 따라 통해 명 개 건 대 년 월 일 시 밝혀 발표 전했다',
    contrasting: '후 전에 후에 이전 이후 직전 직후',
    distinguishing: `안 못 아니* 않* 없* 비 미 반 무 불 미수 미정 없이 반대* 찬성* 거부* 부인* 부정* 반박* 인정* 시인* 확인* 더 덜 이상 이하 미만 초과 만 제외* 만약 왜 어떻게 언제 어디
      누가 누구 무엇 뭐 예정* 전망* 예상* 계획* 추진* 검토* 고려* 준비* 방침* 의향* 가능성* 할까 될까 되나 하나 인가 임박* 목표* 위협* 경고* 요구* 촉구* 요청* 호소* 희망* 약속*
      제안* 의혹* 혐의* 주장* 추정* 루머* 설 시도* 노려* 실패* 무산* 불발* 거의 취소* 연기* 보류* 유예* 미뤄* 지연* 중단* 정지* 종료* 끝* 해제* 철회* 재개* 재추진* 다시 또다시
      복귀* 무효* 차단* 무죄* 생존* 구조* 전직 전임 전총리 전대통령 前 부 부총리 부의장 대행 권한대행 부인 아내 남편 아들 딸 아버지 어머니 부친 모친 형 동생 누나 언니 오빠 남동생 여동생 장남
      차남 가족 유족 변호사* 변호인* 대변인* 보좌관* 고문 비서* 측근* 운전* 경호* 여친 남친 친구 동료 라이벌 후임* 전임* 지지자* 팬 팬들 여자 남자 여성 남성 여자부 남자부 유소년 청소년 둘째
      셋째 제2 제3 두번째 가짜 허위 다른 또다른 첫 재 전 감독* 코치* 매니저* 에이전트* 제자 학생 스승 교사 의사 이웃 동창 약혼* 할아버지 할머니 쌍둥이 대표 회장 원장 직무대행 측 신임 차기`,
    synonyms: `2/두/둘/이명 3/세/셋/삼 4/네/넷 5/다섯 6/여섯 7/일곱 8/여덟 9/아홉 10/열 11/열한 12/열두 %/퍼센트/프로 사망/숨져/숨진/숨졌다/사망자 부상/다쳐/부상자 미국/美
      중국/中 일본/日 북한/北 한국/韩 영국/英 프랑스/佛 독일/独 러시아/러 $/달러`,
    suffixes:
      '한다 했다 하다 된다 됐다 되다 에서는 으로써 에게서 으로 에서 에게 까지 부터 라고 이라 하고 에는 은 는 이 가 을 를 에 서 의 로 와 과 도 께',
  },
  {
    language: 'vi',
    shapes: 'ng* nh*',
    letters: 'ăâđêôơưĩũạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ',
    functionWords: `và của là ở tại trong ngoài trên dưới với cho từ đến tới về theo do vì nên các những một này đó khi được đã
      đang thì mà cũng rồi nói người vụ cuộc việc sự chiếc con cái vào ra qua`,
    contrasting: 'trước sau',
    distinguishing: `không chưa chẳng đừng chớ thiếu vắng chống phản hơn ít kém nhiều chỉ trừ nếu sao nào đâu ai gì mấy liệu
      sẽ sắp có thể nên phải cần muốn định dự kiến kế hoạch tính toán cân nhắc xem xét đe dọa đòi yêu cầu kêu gọi đề
      nghị xuất hy vọng hứa phủ nhận bác bỏ từ chối cáo buộc nghi ngờ bị tin đồn cố âm mưu toan thất bại suýt gần hủy
      huỷ hoãn lùi tạm ngừng dừng đình ngưng kết thúc chấm dứt dỡ rút lại tái trở vô hiệu chặn trắng án thoát sống sót
      cựu nguyên phó quyền vợ chồng góa con trai gái bố cha mẹ anh chị em chú cậu cháu gia luật sư phát ngôn vấn trợ lý
      thư ký tài xế vệ sĩ bạn đối thủ nhiệm nữ nam trẻ thứ nhì giả khác nữa xác thừa huấn luyện học trò hàng xóm đồng
      nghiệp ông bà`,
    synonyms: '2/hai 3/ba 4/bốn 5/năm 6/sáu 7/bảy 8/tám 9/chín 10/mười %/phần $/usd/đô',
  },
  {
    language: 'id',
    shapes: 'me*kan di*kan *nya ber* meng* peng* *ng',
    functionWords: `dan atau di ke dari pada untuk dengan oleh dalam yang ini itu adalah telah sudah akan para sebagai juga
      karena akibat antara hingga sampai menurut kata tersebut sebuah seorang ia dia mereka nya bagi kepada daripada
      ialah tak`,
    contrasting: 'sebelum sesudah setelah usai selepas',
    distinguishing: `tidak bukan belum tak tiada jangan tanpa lawan menentang melawan kontra anti lebih kurang hanya cuma
      kecuali jika kalau bila kapan bilakah mana siapa mengapa kenapa bagaimana apa apakah adakah akan bakal mungkin
      bisa dapat boleh harus perlu mesti ingin mahu mau berencana rencana* merancang bersiap siap pertimbang* mengancam
      ancam* menuntut tuntut* meminta minta* desak* menyeru seru* berharap harap* berjanji janji usul* mengusulkan
      cadang* membantah bantah* menafi* nafi menyangkal sangkal* menolak tolak* ditolak dugaan diduga didakwa dakwa*
      tuduh* menuduh tersangka suspek khabar rumor percobaan cubaan upaya berusaha gagal hampir nyaris batal*
      dibatalkan membatalkan tunda* ditunda menunda tangguh* ditangguh* gantung* menangguhkan henti* hentikan
      dihentikan berhenti akhir berakhir tamat tarik* cabut* lanjut* sambung* kembali lagi semula blokir* bebas
      dibebaskan selamat mantan bekas eks wakil timbalan plt isteri istri suami janda putra anak putri ayah bapa ibu
      kakak adik abang saudara keluarga pengacara peguam jubir jurucakap juru penasihat penasehat asisten pembantu
      sekretaris setiausaha sopir pemandu pengawal teman kekasih rekan sahabat saingan pengganti pendahulu pendukung
      penyokong pengkritik wanita puteri perempuan lelaki pria kedua ketiga palsu hoaks lain sahkan mengesahkan
      konfirmasi calon pelatih jurulatih murid pelajar guru dokter doktor tetangga jiran kolega rakan ahli waris
      tunangan kakek datuk nenek kembar ketua kepala bos pj`,
    synonyms: `2/dua 3/tiga 4/empat 5/lima 6/enam 7/tujuh 8/delapan/lapan 9/sembilan 10/sepuluh 11/sebelas 12/duabelas
      %/persen/peratus tewas/meninggal/mati/maut/wafat luka/terluka/cedera/luka-luka gempa/gegar as/amerika juta/jt
      miliar/milyar/m rp/rupiah $/dolar`,
    suffixes: 'nya kan i',
  },
  {
    language: 'tl',
    shapes: 'mga nag* pag* ka*an',
    optional: 'ang ng mga',
    functionWords: `sa si na at o ay ni kay nina para mula hanggang dahil bilang ito iyon siya sila niya nila din rin daw raw
      ayon sabi isang may nasa noong`,
    contrasting: 'bago matapos pagkatapos',
    distinguishing: `hindi di wala walang huwag laban kontra higit mas mababa lamang lang maliban kung kailan saan sino bakit
      paano ano ba gagawin maaari maaaring posible dapat kailangan gusto nais plano balak pinag-aaralan banta nagbanta
      hiling humiling hinihiling panawagan nanawagan umaasa pangako mungkahi itinanggi tinanggi tumanggi tinanggihan
      ibinasura akusado suspek umano diumano sinubukan tangka nagtangka bigo nabigo halos muntik kinansela kanselado
      ipinagpaliban sinuspinde suspendido itinigil tigil natapos binawi ipinagpatuloy muli ulit bumalik pinawalang
      abswelto nakaligtas dating ex bise kinatawan asawa misis mister balo anak ama ina kapatid pamilya abogado
      tagapagsalita tagapayo katulong kalihim driver kaibigan karibal kababaihan kalalakihan ikalawa pangalawa ikatlo
      anti peke iba isa kinumpirma coach estudyante guro doktor kapitbahay kasamahan lolo lola hepe`,
    synonyms: `2/dalawa/dalawang 3/tatlo/tatlong 4/apat/apat-na 5/lima/limang 6/anim 7/pito/pitong 8/walo/walong 9/siyam
      10/sampu/sampung %/porsyento patay/namatay/nasawi sugatan/nasugatan/sugatang`,
  },
  {
    language: 'mn',
    letters: 'өү',
    functionWords: 'ба болон нь энэ тэр юм байна байсан болсон гэж гэв бол дээр доор дунд хүртэл тухай',
    contrasting: 'өмнө дараа',
    distinguishing: `үгүй биш эсрэг илүү бага зөвхөн хэрэв хэзээ хаана хэн яагаад хэрхэн юу вэ уу үү магадгүй хэрэгтэй ёстой
      төлөвлө* бэлтгэ* сүрдүүл* шаард* хүс* уриал* найд* амла* санал үгүйсгэ* няцаа* татгалз* сэжиг* буруутга* оролд*
      бүтэлгүй* бараг цуцал* хойшлу* түдгэлз* зогс* дуус* дахин буц* цагаат* амьд экс асан дэд орлогч эхнэр нөхөр хүү
      охин эцэг эх ах эгч дүү өмгөөлөгч* төлөөлөгч* зөвлөх* туслах* нарийн жолооч* найз* эмэгтэй* эрэгтэй* хоёрдугаар
      гуравдугаар хуурамч өөр`,
    synonyms: `2/хоёр 3/гурав/гурван 4/дөрөв/дөрвөн 5/тав/таван 6/зургаа/зургаан 7/долоо/долоон 8/найм/найман 9/ес/есөн
      10/арав/арван %/хувь/хувиар`,
    suffixes: 'уудын үүдийн ууд үүд ийн ын аас ээс оос өөс тай тэй той аар ээр оор өөр д т ийг ыг',
  },
  {
    language: 'uz',
    functionWords: `va bilan uchun bu shu o'sha u bo'lib bo'ldi edi esa ham haqida bo'yicha dedi ma'lum qildi o'rtasida`,
    contrasting: `oldin avval keyin so'ng`,
    distinguishing: `emas yo'q yoq qilmadi bo'lmadi qarshi ko'p kam faqat tashqari agar qachon qayerda kim nega qanday nima mi
      bo'ladi mumkin kerak istaydi rejalashtir* tayyorlan* ko'rib tahdid talab so'ra* chaqir* umid va'da taklif rad
      inkor etdi* da'vo gumon* ayblan* ayblov urinish suiqasd muvaffaqiyatsiz deyarli bekor kechiktir* qoldir* to'xtat*
      tugat* yana qayta qayt* oqla* sobiq o'rinbosar* vitse xotini eri o'g'li qizi otasi onasi akasi ukasi opasi
      advokat* vakil* maslahatchi* yordamchi* kotib* haydovchi* do'sti raqib* ayollar erkaklar ikkinchi uchinchi soxta
      boshqa`,
    synonyms: `2/ikki 3/uch 4/to'rt 5/besh 6/olti 7/yetti 8/sakkiz 9/to'qqiz 10/o'n %/foiz`,
    suffixes: 'larning lari larga larda lar ning dan ga da ni i',
  },
  {
    language: 'sw',
    shapes: 'wa* ku* *wa *isha',
    functionWords: `na ya wa za la cha kwa katika ni kuwa kwenye hadi kutoka baina kati huyo hiyo hii huu yake wake wao alisema
      asema pia kama mwa vya pa juu chini`,
    contrasting: 'kabla baada',
    distinguishing: `si sio hapana hakuna hawana hana haita* hakuta* hawata* haja* hakuja* hawaja* hawezi bila dhidi kupinga
      zaidi pungufu kidogo tu isipokuwa ikiwa lini wapi nani kwanini kwa-nini vipi nini je ataku* wataku* itaku* huenda
      labda lazima anataka wanataka mpango panga* apanga kujiandaa fikiria tishia* atishia yatishia taka* yataka yadai
      dai* adai madai omba* aomba yaomba toa-wito ahidi* tumaini* pendekez* kana* akana akanusha yakanusha wakanusha
      kanusha kataa* akataa yakataa wakataa tuhuma mtuhumiwa shtak* shutumu* jaribio jaribu* alijaribu shindwa*
      yashindwa karibu futwa yafutwa futa* ahirish* yaahirishwa sitish* yasitisha yasitishwa simamish* kusimama mwisho
      maliz* ondoa* endelea tena rejea* arudi zuia* achiliwa huru nusurika zamani naibu makamu mke mume mjane mwana
      binti baba mama kaka dada familia wakili msemaji mshauri msaidizi katibu dereva mlinzi rafiki mpinzani mrithi
      wanawake wanaume pili tatu bandia feki mwingine nyingine thibitisha* yathibitisha kocha mwanafunzi mwalimu
      daktari jirani mwenzake babu bibi mkuu`,
    synonyms: `2/wawili/mbili/viwili 3/watatu/tatu/vitatu 4/wanne/nne/vinne 5/watano/tano/vitano 6/sita 7/saba
      8/wanane/nane 9/tisa 10/kumi %/asilimia`,
  },
]
