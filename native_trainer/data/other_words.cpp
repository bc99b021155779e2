#include "data/other_words.h"

#include <sstream>

namespace earshot {

const std::vector<std::string>& other_words() {
  static const std::vector<std::string> words = [] {
    std::istringstream text(
        "about above after again air all along also and animal another answer any apple april arm army "
        "around "
        "arrow ask aunt away baby back bag ball banana bar basket beach bear bed before begin behind bell "
        "best big bird black blue boat body bone book borrow both bottle box boy branch bread bridge bright "
        "bring brother brown build burn bus busy but button buy cake call camera can car card carry cat "
        "chair "
        "change cheap cheese child city class clean clock close cloud coat coffee cold color come computer "
        "cook corner country cow cup cut dance dark daughter day december deep dinner dive dog door down "
        "draw "
        "dream dress drink drive dry duck ear early earth east easy eat egg eleven engine enter euro even "
        "evening every eye face fall family far fast father fear february feel fife file film find fine fire "
        "fish fix flag floor flower fly follow food foot forest forget fork free friday friend frog from "
        "fruit full fun garden gate girl give given glass go gold good grass great green ground hair half "
        "hand happy hard hat hate head hear heart heaven heavy hello help here hero high hill hive home "
        "horse "
        "hospital hot hour house how ice inside iron island january jump june just keep key kitchen knee "
        "knife know lady lake lamp large late laugh leaf learn left leg lemon letter life light like line "
        "lion listen live long look loud love lunch machine make man many map march market meat metal milk "
        "mind mine minute mirror mix monday money monkey month moon more morning mother mountain mouse mouth "
        "move much music name narrow near neck never new news next nice night no noise none north nose not "
        "november now ocean october off office oil old on onion open orange other oven over page paint pair "
        "paper park party pass pen pencil people phone piano picture pig plane plant plate play please point "
        "potato power pull purple push queen question quick quiet quite rabbit radio rain read red repeat "
        "rice right ring river road rock roof room rose round run salt same sand saturday say school sea "
        "search see sell send september shadow sheep ship shirt shoe shop short shoulder show sick side "
        "silver sing sister sit sleep slow small smile snake snow soap soft some song soon south speak spoon "
        "spring square stand star start station stay still stone stop store storm story street strong "
        "student "
        "sugar summer sun sunday table take talk tall taste tea teacher tell thank that the then there they "
        "thick thin thing think this thursday ticket tiger time today together tomato tomorrow tonight top "
        "touch town toy train travel tree true tuesday turn uncle under up use valley very village visit "
        "voice wait walk wall want warm wash watch water wave way weather wednesday week well west wet what "
        "wheel when where white who why wife wild wind window wine winter wise wish with woman wonder wood "
        "word work world write wrong year yellow yes yesterday you young");
    std::vector<std::string> all;
    for (std::string word; text >> word;) all.push_back(word);
    return all;
  }();
  return words;
}

}  // namespace earshot
