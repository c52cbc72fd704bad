// Data sources as a WeDa environment has them: the members that every record has, and fields of their own.
namespace peers;

aspect record {
  key _id       : String(32);
      createdAt : Int64;
      updatedAt : Int64;
      owner     : String(19);
      name      : String;
      age       : Integer;
      born      : Date;
}

@path: '/weda/odata/v1/prod'
service Records {
  entity sys_user : record {}
  entity odd_ids  : record {}
  entity filtered : record {}
  entity listed   : record {}
  entity paged    : record {}
}
