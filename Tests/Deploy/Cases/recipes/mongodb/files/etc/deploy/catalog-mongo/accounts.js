// One account per service that refers to the server, from the hosts that the service is on, for its databases alone.
const admin = connect('mongodb://127.0.0.1:27017/admin');
function put(user, pwd, roles, restrictions) {
  const account = { pwd, roles, authenticationRestrictions: restrictions, customData: { by: 'deploy' } };
  if (admin.getUser(user)) { admin.updateUser(user, account); } else { admin.createUser({ user, ...account }); }
}
const password = "***";
let known = true;
try { admin.auth('administrator', password); } catch (refused) { known = false; }
if (!known) {
  // From loopback, and only while there is no account at all.
  admin.createUser({ user: 'administrator', pwd: password, roles: ['root'] });
  admin.auth('administrator', password);
}
put("catalog", "***", [{ role: 'dbOwner', db: "catalog" }, { role: 'dbOwner', db: "search" }], [{ clientSource: ["10.0.0.5", "10.0.0.6"] }]);
put("storefront", "***", [{ role: 'dbOwner', db: "catalog" }], [{ clientSource: ["10.0.0.6"] }]);

// Who refers to it no more signs in no more. What a person made stays.
const wanted = ["catalog", "storefront"];
for (const { user } of admin.runCommand({ usersInfo: 1, filter: { 'customData.by': 'deploy' } }).users) {
  if (!wanted.includes(user)) { admin.dropUser(user); }
}
