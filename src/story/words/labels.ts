/** Labels and outlet names around headlines, in all languages. Folded, without marks. */

/** Labels before a colon or bar, or in brackets: `Breaking:`, `【快讯】`, `son dakika |`. `_` stands for a space. */
export const labels = `business politics world world_news uk_news us_news culture technology tech science health lifestyle entertainment economy international national
  politik wirtschaft kultur wissen panorama ausland inland politique economie monde societe politica economia internacional nacional cultura sociedad mundo esteri cronaca mondo
  политика экономика общество в_мире політика економіка суспільство світ polityka gospodarka swiat dunya ekonomi gundem siyaset سياسه اقتصاد العالم 国内 社会 国际 経済 政治 국제 정치 경제 사회
  live breaking breaking_news news update updated updates live_updates live_blog liveblog just_in watch video photo in_pictures
  exclusive urgent alert flash news_alert developing latest the_latest ticker liveticker livestream live_ticker eilmeldung eil aktuell newsblog news_blog video-news
  exklusiv update_1 wrapup wrapup_1 update_2 corrected ao_vivo ao_minuto urgente ultima_hora atualizacao atualizado exclusivo video em_atualizacao en_direct direct en_continu
  alerte_info alerte derniere_minute flash_info info exclusif maj mise_a_jour en_vivo en_directo directo actualizacion actualizado ultimo_momento exclusiva ultim'ora ultima_ora
  ultimora diretta in_diretta la_diretta aggiornamento esclusiva foto video_e_foto ultima_hora en_directe live_text breaking-news direto de_ultima_ora ultima_ora actualizare exclusiv
  nujno zadnja_vest v_zivo uzivo uzivo azurirano najnovije hitno foto_video video_foto aktualno na_zywo pilne z_ostatniej_chwili aktualizacja relacja wideo pilne! online zive
  sledujeme_online aktualizovano aktualizovane on-line mimoradne nazivo elo eloben elo_kozvetites friss rendkivuli percrol_percre suora suora_lahetys juuri_nyt paivittyy
  direkt just_nu senaste senaste_nytt uppdateras direkte siste siste_nytt siste_nytt: seneste lige_nu opdateres otse tiesraide tiesiogiai skubiai papildinats
  son_dakika son_dakika! canli canli_yayin guncelleme guncellendi flas flas_haber video_haber canli_anlatim son_deqiqe tecili canli_yayim trực_tiep tin_nong cap_nhat truc_tiep moi_nhat nong
  terkini breaking_news! kemas_kini foto: videonews langsung viral mubasher tin_moi dernières_infos habari_mpya moja_kwa_moja yanzu-yanzu da_dumi-dumi
  срочно молния обновлено обновляется онлайн трансляция прямая_трансляция видео фото эксклюзив прямой_эфир главное важно терміново оновлено оновлюється наживо онлайн-трансляція ексклюзив
  відео пряма_трансляція важливо блискавка извънредно обновена на_живо видео_и_снимки последно тэрмінова шұғыл итно во_живо уживо хитно
  εκτακτο τωρα live_εικονα βιντεο αποκλειστικο ενημερωση ζωντανα
  عاجل مباشر تحديث بث_مباشر فيديو بالفيديو صور بالصور شاهد حصري خاص متابعه لحظه_بلحظه فوري زنده پخش_زنده به_روز شد ویدیو ویدئو فیلم تصاویر عکس اختصاصی لحظه_به_لحظه خبر_فوری ويديو ويدئو فيلم بريكنگ_نيوز بريكنگ لائيو تازه_ترين
  מבזק עדכון בלעדי שידור_חי צפו חדשות מתעדכן לייב וידאו תיעוד דיווח_ראשון
  ब्रेकिंग ब्रेकिंग_न्यूज ब्रेकिंग_न्यूज़ लाइव लाइव_अपडेट अपडेट वीडियो एक्सक्लूसिव ताजा_खबर ताज़ा_खबर बड़ी_खबर ताजी_बातमी ब्रेकिङ ব্রেকিং ব্রেকিং_নিউজ লাইভ আপডেট ভিডিও সর্বশেষ সরাসরি জরুরি বড়_খবর
  பிரேக்கிங் நேரலை லைவ் உடனடி வீடியோ அப்டேட் బ్రేకింగ్ లైవ్ వీడియో అప్డేట్ ಬ್ರೇಕಿಂಗ್ ಲೈವ್ ബ്രേക്കിംഗ് ലൈവ് തത്സമയം ਬ੍ਰੇਕਿੰਗ ਲਾਈਵ બ્રેકિંગ લાઈવ
  ด่วน สด อัปเดต อัพเดต คลิป ภาพ ล่าสุด ชมสด เกาะติด
  快讯 突发 最新 视频 独家 直播 速报 要闻 国际 财经 更新 即时 实时 持续更新 有片 影 图辑 组图 影片 直击 快新闻 紧急 最新消息 滚动 图 多图 动画
  速报 中继 ライブ 更新中 动画 独自 号外 写真 写真特集 详报 続报 详报 続报 特报 随时更新 生中继
  속보 1보 2보 3보 종합 단독 영상 생중계 라이브 업데이트 사진 포토 긴급 종합2보 상보 실시간
  სასწრაფოდ პირდაპირი განახლებული շտապ ուղիղ թարմացված`

/** Words in the names of newspapers, stations and agencies; in scripts without spaces, matched anywhere. */
export const outlets = `news times post daily herald tribune journal guardian telegraph gazette chronicle observer mirror express standard independent mail sun star press reuters bbc cnn ap afp dpa tass npr
  bloomberg axios politico media tv radio magazine review wire online today globe sky cbs nbc abc fox msnbc aljazeera jazeera
  zeitung kurier blatt anzeiger rundschau nachrichten presse spiegel bote tagblatt tageblatt zeit welt stern focus merkur abendblatt morgenpost echo dagblad nieuws krant courant nrc nos volkskrant tidning tidningen avis avisen
  nyheter nyheder bladet dagbladet aftenposten svt nrk courrier journal monde figaro liberation gazette presse depeche nouvelles infos actualite tribune echos parisien express diario periodico noticias prensa
  mundo pais nacion correo heraldo universal cronica voz gaceta tiempo jornal noticias folha globo estadao correio publico gazeta giornale corriere repubblica stampa gazzetta messaggero notizie sole quotidiano ansa rai mattino
  ziarul stiri jurnalul adevarul digi24 hotnews wiadomosci dziennik gazeta kurier rzeczpospolita fakt interia onet noviny zpravy denik idnes novinky sme dennik pravda hirlap hirek nemzet index telex sanomat uutiset lehti yle
  aamulehti postimees delfi leht uudised diena zinas zinios rytas vijesti vesti novine list jutarnji vecernji dnevnik delo politika blic danas novosti
  haber haberler gazete gazetesi sabah hurriyet milliyet ajansi anadolu xeber xeberleri bao tin tuc vnexpress thanh tuoi berita harian kompas detik tempo antara koran sinar utusan balita inquirer habari gazeti nation labari
  новости известия правда газета вестник обозреватель тасс риа интерфакс коммерсант ведомости рбк лента телеграф комсомольская вести время оглядач новини вісті газета кур'єр кур'єр правда укрінформ дзеркало час вестник вести дневник труд канал
  навіны звязда новини дневник вести политика вечерњи данас
  εφημεριδα νεα καθημερινη βημα ειδησεισ τυποσ αυγη ελευθεροτυπια
  جريده صحيفه الجريده الصحيفه اليوم الاخبار اخبار وكاله قناه الجزيره العربيه الشرق الاهرام نيوز بوابه موقع روزنامه خبرگزاري خبرگزاری پايگاه ايسنا ايرنا فارس تسنيم همشهري اخبار جنگ ڈان ايكسپريس نيوز روزنامہ
  ידיעות הארץ מעריב עיתון חדשות ערוץ ynet וואלה ישראל_היום גלובס
  समाचार न्यूज न्यूज़ टाइम्स भास्कर जागरण उजाला हिन्दुस्तान पत्रिका दैनिक लोकसत्ता सकाळ लोकमत संवाद खबर वार्ता পত্রিকা সংবাদ প্রথম_আলো আলো দৈনিক খবর নিউজ টাইমস বার্তা আনন্দবাজার தினமலர் தினத்தந்தி செய்திகள் நாளிதழ் தமிழ் ఈనాడు సాక్షి వార్తలు న్యూస్ పత్రిక ವಾಣಿ ಪ್ರಭ ಸುದ್ದಿ മാതൃഭൂമി മനോരമ വാർത്ത
  일보 신문 뉴스 타임스 방송 경제 미디어 통신 저널 투데이 매일 헤럴드 kbs mbc sbs ytn jtbc
  新闻 日报 晚报 早报 时报 周报 周刊 网 社 报 电视 电台 通讯 中文 在线 快报 论坛 新浪 腾讯 搜狐 网易 财新 界面 澎湃 新闻 新闻 ニュース 放送 テレビ タイムズ 通信 オンライン デジタル
  ข่าว ไทยรัฐ เดลินิวส์ มติชน นิวส์ โพสต์ รายวัน ออนไลน์ ข่าวสด
  გაზეთი ამბები ნიუსი լուրեր թերթ նյուզ`
